import fc from 'fast-check';
import {
  CATALOG,
  COMMON_REFUSALS,
  DAY_MS,
  decide,
  declares,
  Timeline,
  type RecordedContact,
  type RefusalCode,
} from '#relationship';
import { on } from '../kit/given.js';
import { aLog, contactOf } from './histories.js';
import { SPOILINGS } from './spoilings.js';
import { aWish, LAST_DAY } from './wishes.js';

/** Wishes hold and lift nothing, since a hold changes no law but that of an erasure. */
const HOLD = on(2 * LAST_DAY, 'LegalHoldSet', { holdId: 'H', reason: 'r' });
const LIFT = on(2 * LAST_DAY, 'LegalHoldLifted', { holdId: 'H' });

/** What contacts of each type are refused for in many histories, each of them wrong in every way there is. */
function refusalsFound(): ReadonlyMap<string, ReadonlySet<RefusalCode>> {
  const found = new Map(CATALOG.map(({ type }) => [type, new Set<RefusalCode>()]));
  const note = (timeline: Timeline, contact: RecordedContact) => {
    const decision = decide(timeline, contact);
    if (decision.is === 'REFUSED') found.get(contact.type)?.add(decision.refusal.code);
  };
  for (const [log, wish] of fc.sample(fc.tuple(aLog, aWish()), { numRuns: 400, seed: 1 })) {
    const timeline = Timeline.of(log);
    const erased = Timeline.of([...log, on(2 * LAST_DAY, 'CustomerErased')]);
    const held = [...log, HOLD];
    note(Timeline.of(held), on(2 * LAST_DAY, 'LegalHoldSet', { holdId: 'H', reason: 'another' }));
    note(Timeline.of(held), on(2 * LAST_DAY, 'CustomerErased'));
    note(Timeline.of([...held, LIFT]), on(2 * LAST_DAY, 'LegalHoldLifted', { holdId: 'H', reason: 'another' }));
    for (const { type } of CATALOG) {
      const contact = contactOf({ ...wish, type, lag: 365 * DAY_MS }, 1000, log);
      for (const spoilt of SPOILINGS) note(timeline, spoilt(contact, log));
      note(erased, contact);
    }
  }
  return found;
}

it('a contact is refused for everything that it declares, and for nothing else', () => {
  const found = refusalsFound();
  const common = new Set(COMMON_REFUSALS);
  // A merge is decided on two relationships: libs/relationship/src/deciding/merge.spec.ts.
  const isOfOne = (type: string) => !declares(type, 'joins');
  const own = [...found]
    .filter(([type]) => isOfOne(type))
    .map(([type, codes]) => [type, [...codes].filter((code) => !common.has(code)).toSorted()]);
  const declared = CATALOG.filter(({ type }) => isOfOne(type));
  expect(own).toEqual(declared.map(({ type, refusals }) => [type, refusals.toSorted()]));
  const met = new Set([...found.values()].flatMap((codes) => [...codes]));
  expect(COMMON_REFUSALS.filter((code) => !met.has(code))).toEqual([]);
});
