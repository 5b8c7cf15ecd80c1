import fc from 'fast-check';
import { DAY_MS } from '#relationship';
import { OutcomesByWeek, TRUST_BETA_1 } from '#trust';
import { inOrderOfAsking, type Question } from '../questions/question.js';
import { rollingRisk } from '../statistics/rolling-risk.js';
import { renewedPriors } from './renewed-priors.js';

const anyQuestions = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 200 }),
      hours: fc.integer({ min: 0, max: 1_000 }),
      bad: fc.boolean(),
      raw: fc.integer({ min: 0, max: 9 }),
      group: fc.constantFrom(null, 'g', 'h'),
    }),
    { minLength: 50, maxLength: 150 },
  )
  .map((all) =>
    all
      .map(({ day, hours, bad, raw, group }, index) => {
        const askedAt = day * DAY_MS;
        const knownAt = askedAt + (hours * DAY_MS) / 24;
        const id = String(index);
        const question: Question = {
          ...{ id, customerId: 'acme', askedAt, bad, knownAt, decidedAt: knownAt },
          ...{ wasOnRecord: false, answeredBy: [], group },
        };
        return { question, raw };
      })
      .sort((a, b) => inOrderOfAsking(a.question, b.question)),
  );

const { prior: SHIPPED } = TRUST_BETA_1.document.dimensions.reliability;
const priorsOf = (questions: readonly Question[], byGroup = false) =>
  renewedPriors(OutcomesByWeek.of(questions), { base: SHIPPED, byGroup });

it('states priors and calibrated risks that no later label changes', () => {
  fc.assert(
    fc.property(anyQuestions, fc.integer({ min: 0, max: 200 }), fc.boolean(), (asked, day, byGroup) => {
      const now = day * DAY_MS;
      const stated = (inverted: boolean) => {
        const questions = asked.map(({ question }) =>
          inverted && question.knownAt >= now ? { ...question, bad: !question.bad } : question,
        );
        const priorOf = priorsOf(questions, byGroup);
        const risks = rollingRisk(
          questions,
          asked.map(({ raw }) => raw),
          20 * DAY_MS,
        );
        return questions.flatMap((question, index) =>
          question.askedAt > now ? [] : [[priorOf(question), risks[index]]],
        );
      };
      expect(stated(true)).toEqual(stated(false));
    }),
    { numRuns: 30 },
  );
});

const MONDAY = Date.UTC(2026, 0, 5);

const questionAt = (at: number, bad = true, group: string | null = null): Question => ({
  ...{ id: `q-${at}`, customerId: 'c', askedAt: at, knownAt: at, decidedAt: at },
  ...{ bad, wasOnRecord: false, answeredBy: [], group },
});

it('has no prior before anything is known, and changes on the Monday after an outcome', () => {
  const priorOf = priorsOf([questionAt(MONDAY + DAY_MS), questionAt(MONDAY + 15 * DAY_MS)]);
  const priorAt = (time: number) => priorOf(questionAt(time)) ?? NaN;
  expect(priorOf(questionAt(MONDAY - 1))).toBeNull();
  expect(priorAt(MONDAY + 2 * DAY_MS)).toBe(SHIPPED);
  // One miss beside twenty outcomes as the base model has them.
  expect(priorAt(MONDAY + 7 * DAY_MS)).toBeCloseTo((20 * SHIPPED) / 21, 12);
  expect(priorAt(MONDAY + 13 * DAY_MS)).toBe(priorAt(MONDAY + 7 * DAY_MS));
  expect(priorAt(MONDAY + 14 * DAY_MS)).toBeGreaterThan(priorAt(MONDAY + 13 * DAY_MS));
  // It stays as it is after the last one that is known.
  expect(priorAt(MONDAY + 21 * DAY_MS)).toBeLessThan(priorAt(MONDAY + 14 * DAY_MS));
  expect(priorAt(MONDAY + 400 * DAY_MS)).toBe(priorAt(MONDAY + 21 * DAY_MS));
});

it('exceeds 0.95 only where the outcomes contradict that bound', () => {
  const allKept = (count: number) =>
    priorsOf(Array.from({ length: count }, () => questionAt(MONDAY, false)))(questionAt(MONDAY + 8 * DAY_MS));
  expect(allKept(30)).toBeLessThan(0.95);
  expect(allKept(110)).toBe(0.95);
  expect(allKept(2000)).toBeCloseTo((2000 + 20 * SHIPPED) / 2020, 12);
});

it('shrinks the prior of a group to that of all: much where groups hardly differ, little where they do', () => {
  const outcomes = (group: string, good: number, all: number) =>
    Array.from({ length: all }, (_, index) => questionAt(MONDAY, index >= good, group));
  const priorIn = (questions: readonly Question[], group: string | null) =>
    priorsOf(questions, true)(questionAt(MONDAY + 8 * DAY_MS, true, group)) ?? NaN;
  const apart = [...outcomes('good', 95, 100), ...outcomes('poor', 30, 100), ...outcomes('rare', 0, 1)];
  expect(priorIn(apart, 'good')).toBeGreaterThan(0.9);
  expect(priorIn(apart, 'poor')).toBeLessThan(0.35);
  // One miss says little of a group.
  expect(priorIn(apart, 'rare')).toBeGreaterThan(0.2);
  expect(priorIn(apart, 'never seen')).toBe(priorIn(apart, null));
  const alike = ['a', 'b', 'c', 'd'].flatMap((group) => outcomes(group, 15, 20));
  expect(priorIn(alike, 'a')).toBeCloseTo(priorIn(alike, null), 2);
});

it('copes with a date that means never: nothing is computed for a week in which nothing is asked', () => {
  const priorOf = priorsOf([questionAt(MONDAY), questionAt(Date.UTC(9999, 11, 31), true, 'g')], true);
  expect(priorOf(questionAt(MONDAY + 7 * DAY_MS))).toBeCloseTo((20 * SHIPPED) / 21, 12);
});
