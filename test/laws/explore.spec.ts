import fc from 'fast-check';
import { Timeline, type RecordedContact } from '#relationship';
import { assess, TRUST_BETA_1 } from '#trust';
import { aLogAndOneMore, aMoment } from './histories.js';

const score = (log: readonly RecordedContact[], asOf: number): number =>
  assess(log, { asOf, knownAt: Infinity, model: TRUST_BETA_1 })?.score ?? NaN;
const difference = (log: RecordedContact[], more: RecordedContact, asOf: number) =>
  score([...log, more], asOf) - score(log, asOf);
const brief = (log: readonly RecordedContact[]) => Timeline.of(log).evidence().map(e=>`${e.class} ${(e.at-Date.UTC(2026,0,1))/864e5}`);
const show = (log: RecordedContact[], more: RecordedContact, asOf: number) => {
  const a = brief(log), b = brief([...log, more]);
  return [...log, more].map(c => `${c.type} ${(c.at-Date.UTC(2026,0,1))/864e5} ${c.id} ${JSON.stringify(c.data)}`).join('\n') + '\n asOf ' + (asOf-Date.UTC(2026,0,1))/864e5
  + '\n- ' + a.filter(x=>!b.includes(x)) + '\n+ ' + b.filter(x=>!a.includes(x)) + '\n' + difference(log,more,asOf);
}
const closed = new Set(['ExpectationMet','ExpectationSettled','ExpectationWithdrawn']);
it('a promise kept never lowers', () =>
  fc.assert(
    fc.property(aLogAndOneMore('ExpectationMet'), aMoment, ([log, met], asOf) => {
      const e = (met.data as any).expectationId;
      const isKept = Timeline.of([...log, met])
        .evidence()
        .some((entry) => entry.causeEventId === met.id && entry.class === 'expectation_kept');
      fc.pre(isKept && !log.some(c => (closed.has(c.type) || (c.type==='ExpectationReset' && c.at>=met.at)) && (c.data as any).expectationId === e));
      if (difference(log, met, asOf) < -1e-9) throw new Error(show(log, met, asOf));
    }),
    { numRuns: 40000 },
  ));

