import fc from 'fast-check';
import { Timeline, type RecordedContact } from '#relationship';
import { assess, assessTimeline, TRUST_BETA_1, TRUST_BETA_3 } from '#trust';
import { aLog, aMoment } from './histories.js';

const MODELS = [TRUST_BETA_1, TRUST_BETA_3];
const bytes = (log: readonly RecordedContact[], asOf: number, knownAt: number) =>
  JSON.stringify(MODELS.map((model) => assess(log, { asOf, knownAt, model })));
const live = (log: readonly RecordedContact[], asOf: number) =>
  JSON.stringify(MODELS.map((model) => assessTimeline(Timeline.of(log), asOf, model)));
/** The first moment at which everything is on record. */
const nowOf = (log: readonly RecordedContact[]) => Math.max(...log.map(({ recordedAt }) => recordedAt));

describe('the two clocks', () => {
  it('at now and now show the live view', () =>
    fc.assert(
      fc.property(aLog, fc.nat({ max: 1e10 }), (log, later) => {
        const now = nowOf(log) + later;
        expect(bytes(log, now, now)).toBe(live(log, now));
      }),
      { numRuns: 150 },
    ));

  it('asked of the future say what waiting will show', () =>
    fc.assert(
      fc.property(aLog, fc.nat({ max: 1e10 }), (log, later) => {
        const now = nowOf(log);
        expect(bytes(log, now + later, now)).toBe(bytes(log, now + later, now + later));
        expect(bytes(log, now + later, now)).toBe(live(log, now + later));
      }),
      { numRuns: 150 },
    ));

  it('see of the log what was recorded by one and had happened by the other', () =>
    fc.assert(
      fc.property(aLog, aMoment, aMoment, (log, asOf, knownAt) => {
        const isSeen = ({ type, at, recordedAt }: RecordedContact) =>
          recordedAt <= knownAt && (at <= asOf || type === 'ContactRetracted');
        expect(bytes(log, asOf, knownAt)).toBe(bytes(log.filter(isSeen), asOf, Infinity));
      }),
      { numRuns: 150 },
    ));

  it('leave what was known then as it was, whatever is recorded since', () =>
    fc.assert(
      fc.property(aLog, aMoment, aMoment, (log, asOf, knownAt) => {
        const byThen = log.filter(({ recordedAt }) => recordedAt <= knownAt);
        expect(bytes(log, asOf, knownAt)).toBe(bytes(byThen, asOf, knownAt));
      }),
      { numRuns: 150 },
    ));
});
