import fc from 'fast-check';
import type { EvidenceEntry } from '#relationship';
import { TRUST_BETA_1 } from '../src/index.js';
import { DAY, inOrder } from './planted.js';

const time = fc.integer({ min: 0, max: 800 * DAY });

/** Any entry of a class of the built-in models, within 800 days. */
export const anyEntry: fc.Arbitrary<EvidenceEntry> = fc.record({
  class: fc.constantFrom(...TRUST_BETA_1.classes.keys()),
  // Half of them on whole days, so that entries do fall on the same instant and on the instants asked about.
  at: fc.oneof(
    time,
    time.map((ms) => ms - (ms % DAY)),
  ),
  lapse: fc.boolean(),
  severity: fc.constantFrom('MINOR' as const, 'NORMAL' as const, 'MAJOR' as const),
  selfReported: fc.boolean(),
  inform: fc.option(
    fc.record({ tookMs: fc.integer({ min: 0, max: DAY }), noticeMs: fc.integer({ min: 1, max: DAY }) }),
  ),
  causeEventId: fc.uuid(),
  place: fc.option(fc.nat()),
  obligationId: fc.option(fc.uuid()),
  recovery: fc.option(
    fc.record({
      informedWithinNotice: fc.boolean(),
      workaroundOffered: fc.boolean(),
      reasonExplained: fc.boolean(),
      renewedPromiseKept: fc.boolean(),
      jointRetrospective: fc.boolean(),
    }),
  ),
});

export const anyHistory: fc.Arbitrary<EvidenceEntry[]> = fc
  .array(anyEntry, { maxLength: 40 })
  .map((entries) => inOrder(...entries));

/** A whole millisecond, at times before, amid or long after a history. */
export const anyTime: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -DAY, max: 2000 * DAY }),
  fc.integer({ min: 0, max: 800 }).map((day) => day * DAY),
);

export const anyPrior = fc.option(fc.double({ min: 5, max: 95, noNaN: true }));
