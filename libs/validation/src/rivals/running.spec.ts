import fc from 'fast-check';
import { DAY_MS } from '#relationship';
import { inOrderOfAsking, type Question } from '../questions/question.js';
import { runningMeans, runningShares } from './running.js';

const anyQuestions = fc
  .array(
    fc.record({
      customer: fc.integer({ min: 0, max: 3 }),
      day: fc.integer({ min: 0, max: 60 }),
      delay: fc.integer({ min: 0, max: 30 }),
      more: fc.constantFrom(0, 0, 9),
      bad: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((all) =>
    all
      .map(({ customer, day, delay, more, bad }, index): Question => ({
        id: String(index).padStart(3, '0'),
        customerId: `c-${customer}`,
        askedAt: day * DAY_MS,
        bad,
        knownAt: (day + delay) * DAY_MS,
        decidedAt: (day + delay + more) * DAY_MS,
        wasOnRecord: false,
        answeredBy: [],
        group: null,
      }))
      .sort(inOrderOfAsking),
  );

it('is the decayed share of bad among the labels known before, counted one by one', () => {
  fc.assert(
    fc.property(anyQuestions, fc.constantFrom(null, 10, 90), (questions, halfLifeDays) => {
      const customer = (index: number) => questions[index]?.customerId ?? null;
      const shares = runningShares(questions, customer, { halfLifeDays, baseWeight: 2 });
      questions.forEach(({ askedAt, customerId }, index) => {
        const known = questions.filter((each) => each.knownAt < askedAt);
        // The base rate waits until labels are decided: customers that left are known before those that stayed.
        const decided = questions.filter((each) => each.decidedAt < askedAt);
        const rate = (decided.filter(({ bad }) => bad).length + 0.5) / (decided.length + 1);
        let [bad, all] = [0, 0];
        for (const each of known.filter((other) => other.customerId === customerId)) {
          const weight = halfLifeDays === null ? 1 : 2 ** (-(askedAt - each.knownAt) / (halfLifeDays * DAY_MS));
          all += weight;
          bad += each.bad ? weight : 0;
        }
        expect(shares[index]).toBeCloseTo((bad + 2 * rate) / (all + 2), 9);
      });
    }),
  );
});

it('gives the same whatever labels are not known yet', () => {
  fc.assert(
    fc.property(anyQuestions, fc.integer({ min: 0, max: 60 }), (questions, day) => {
      const inverted = questions.map((each) => (each.knownAt >= day * DAY_MS ? { ...each, bad: !each.bad } : each));
      const before = (all: readonly Question[]) =>
        runningShares(all, (index) => all[index]?.customerId ?? null, { halfLifeDays: 90, baseWeight: 2 }).slice(
          0,
          all.findLastIndex(({ askedAt }) => askedAt <= day * DAY_MS) + 1,
        );
      expect(before(inverted)).toEqual(before(questions));
    }),
  );
});

it('is the mean of the key where it is known, else of all', () => {
  const question = (day: number, customerId: string): Question => ({
    id: `${day}`,
    customerId,
    askedAt: day * DAY_MS,
    bad: false,
    knownAt: day * DAY_MS,
    decidedAt: day * DAY_MS,
    wasOnRecord: false,
    answeredBy: [],
    group: null,
  });
  const questions = [question(0, 'a'), question(1, 'b'), question(2, 'a'), question(3, 'c')];
  const values = [4, 10, null, 1];
  expect(
    runningMeans(
      questions,
      (index) => questions[index]?.customerId ?? null,
      (index) => values[index] ?? null,
    ),
  ).toEqual([0, 4, 4, 7]);
});
