import fc from 'fast-check';
import { Timeline, type RecordedContact } from '#relationship';
import { assess, TRUST_BETA_1 } from '#trust';
import { aLogAndOneMore, aMoment } from './histories.js';

const score = (log: readonly RecordedContact[], asOf: number): number =>
  assess(log, { asOf, knownAt: Infinity, model: TRUST_BETA_1 })?.score ?? NaN;

const difference = (log: RecordedContact[], more: RecordedContact, asOf: number) =>
  score([...log, more], asOf) - score(log, asOf);

const show = (log: RecordedContact[], more: RecordedContact, asOf: number) =>
  [...log, more]
    .map((c) => `${c.type} ${(c.at - Date.UTC(2026, 0, 1)) / 864e5} ${c.id} ${JSON.stringify(c.data)}`)
    .join('\n') +
  '\n asOf ' +
  (asOf - Date.UTC(2026, 0, 1)) / 864e5 +
  '\n' +
  JSON.stringify(
    Timeline.of(log)
      .evidence()
      .map((e) => [e.class, (e.at - Date.UTC(2026, 0, 1)) / 864e5]),
  ) +
  '\n' +
  JSON.stringify(
    Timeline.of([...log, more])
      .evidence()
      .map((e) => [e.class, (e.at - Date.UTC(2026, 0, 1)) / 864e5]),
  ) +
  difference(log, more, asOf);

it('a promise kept never lowers', () =>
  fc.assert(
    fc.property(aLogAndOneMore('ExpectationMet'), aMoment, ([log, met], asOf) => {
      const isKept = Timeline.of([...log, met])
        .evidence()
        .some((entry) => entry.causeEventId === met.id && entry.class === 'expectation_kept');
      fc.pre(isKept);
      if (difference(log, met, asOf) < -1e-9) throw new Error(show(log, met, asOf));
    }),
    { numRuns: 2000 },
  ));

it('a surprise never raises', () =>
  fc.assert(
    fc.property(aLogAndOneMore('SurpriseDelayOccurred'), aMoment, ([log, surprise], asOf) => {
      if (difference(log, surprise, asOf) > 1e-9) throw new Error(show(log, surprise, asOf));
    }),
    { numRuns: 3000 },
  ));
