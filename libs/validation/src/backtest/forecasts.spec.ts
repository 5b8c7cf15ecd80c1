import fc from 'fast-check';
import { DAY_MS } from '#relationship';
import { inOrderOfAsking, type Question } from '../questions/question.js';
import { aucOf } from '../statistics/ranking.js';
import { forecastsOf } from './forecasts.js';

const MONDAY = Date.UTC(2026, 0, 5);
const NOTHING = { keptNow: 0, missedNow: 0 };

const questionOf = (id: string, askedAt: number, knownAt: number, bad: boolean, group: string | null): Question => ({
  ...{ id, customerId: `c-${id}`, askedAt, bad, knownAt, decidedAt: knownAt },
  ...{ wasOnRecord: false, answeredBy: [], group },
});

const anyQuestions = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 150 }),
    days: fc.integer({ min: 0, max: 30 }),
    bad: fc.boolean(),
    group: fc.constantFrom(null, 'g', 'h'),
  }),
  { minLength: 60, maxLength: 200 },
);

it('states forecasts that no answer known later changes', () => {
  fc.assert(
    fc.property(anyQuestions, fc.integer({ min: 0, max: 150 }), (asked, day) => {
      const now = MONDAY + day * DAY_MS;
      const stated = (inverted: boolean) => {
        const questions = asked.map((each, index) => {
          const askedAt = MONDAY + each.day * DAY_MS;
          const knownAt = askedAt + each.days * DAY_MS;
          return questionOf(String(index), askedAt, knownAt, each.bad !== (inverted && knownAt >= now), each.group);
        });
        const inOrder = questions.sort(inOrderOfAsking).map((question) => ({ question, own: NOTHING }));
        const { stated: risks, uncalibrated } = forecastsOf(inOrder);
        return inOrder.flatMap(({ question }, index) =>
          question.askedAt > now ? [] : [[risks[index], uncalibrated[index]]],
        );
      };
      expect(stated(true)).toEqual(stated(false));
    }),
    { numRuns: 60 },
  );
});

it('tells groups apart that differ, for customers without a history', () => {
  const questions = Array.from({ length: 600 }, (_, index) => {
    const askedAt = MONDAY + Math.floor(index / 4) * DAY_MS;
    const group = index % 2 === 0 ? 'poor' : 'good';
    const bad = group === 'poor' ? index % 10 < 7 : index % 10 < 2;
    return questionOf(String(index).padStart(3, '0'), askedAt, askedAt + DAY_MS, bad, group);
  });
  const { stated, uncalibrated } = forecastsOf(questions.map((question) => ({ question, own: NOTHING })));
  const judged = questions.map((_, index) => index >= 100);
  const bad = questions.filter((_, index) => judged[index]).map((question) => question.bad);
  for (const risks of [stated, uncalibrated])
    expect(
      aucOf(
        risks.filter((_, index) => judged[index]),
        bad,
      ),
    ).toBeGreaterThan(0.7);
  expect(uncalibrated.every((risk) => risk > 0 && risk < 1)).toBe(true);
});
