import fc from 'fast-check';
import { anyHistory, anyPrior, anyTime } from '../../test/histories.js';
import { DAY, entry, inOrder } from '../../test/planted.js';
import { countsFrom, weigh } from '../evidence/weigh.js';
import { TRUST_BETA_1 } from '../model/built-in.js';
import { scoreAt } from '../score/score-at.js';
import { lastSufficient } from './last-sufficient.js';

const model = TRUST_BETA_1;
const INSUFFICIENT = 'INSUFFICIENT_EVIDENCE';

it('is the present band where there is enough evidence', () => {
  fc.assert(
    fc.property(anyHistory, anyTime, anyPrior, (entries, asOf, prior) => {
      const weighed = weigh(entries, model);
      const { band } = scoreAt(weighed, asOf, { prior });
      fc.pre(band !== INSUFFICIENT);
      expect(lastSufficient(weighed, asOf, { prior })).toEqual({ band, until: asOf });
    }),
  );
});

it('is else the last there was, up to its last millisecond', () => {
  fc.assert(
    fc.property(anyHistory, anyTime, anyPrior, (entries, asOf, prior) => {
      const weighed = weigh(entries, model);
      const bandAt = (time: number) => scoreAt(weighed, time, { prior }).band;
      fc.pre(bandAt(asOf) === INSUFFICIENT);
      const last = lastSufficient(weighed, asOf, { prior });
      if (last !== null) {
        expect(bandAt(last.until)).toBe(last.band);
        expect(last.band).not.toBe(INSUFFICIENT);
        expect(bandAt(last.until + 1)).toBe(INSUFFICIENT);
      }
      const after = last?.until ?? -DAY;
      const moments = [
        ...entries.map(countsFrom),
        ...Array.from({ length: 50 }, (_, i) => after + ((asOf - after) * i) / 50),
      ];
      const since = moments.map(Math.floor).filter((time) => time > after && time <= asOf);
      expect(since.map(bandAt).filter((band) => band !== INSUFFICIENT)).toEqual([]);
    }),
  );
});

it('does not look like recovery when a customer at risk falls silent', () => {
  const weighed = weigh(inOrder(entry('withdrawn', 0), entry('surprise', 1), entry('withdrawn', 2)), model);
  expect(lastSufficient(weighed, 2 * DAY)).toEqual({ band: 'AT_RISK', until: 2 * DAY });
  const silent = lastSufficient(weighed, 2000 * DAY);
  expect(scoreAt(weighed, 2000 * DAY).band).toBe(INSUFFICIENT);
  expect(scoreAt(weighed, silent?.until ?? 0).band).toBe(silent?.band);
});

it('is none where there never was enough', () => {
  expect(lastSufficient(weigh([], model), 0)).toBeNull();
  expect(lastSufficient(weigh([entry('apology', 0)], model), 10 * DAY)).toBeNull();
  expect(lastSufficient(weigh([entry('misstatement', 5)], model), 4 * DAY)).toBeNull();
});
