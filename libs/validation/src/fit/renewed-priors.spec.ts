import fc from 'fast-check';
import { DAY_MS } from '#relationship';
import { parseModel, TRUST_BETA_1 } from '#trust';
import { inOrderOfAsking, type Question } from '../questions/question.js';
import { rollingRisk } from '../statistics/rolling-risk.js';
import { OutcomesByWeek } from './outcomes-by-week.js';
import { renewedPriors } from './renewed-priors.js';

const anyQuestions = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 200 }),
      hours: fc.integer({ min: 0, max: 1_000 }),
      bad: fc.boolean(),
      raw: fc.integer({ min: 0, max: 9 }),
    }),
    { minLength: 50, maxLength: 150 },
  )
  .map((all) =>
    all
      .map(({ day, hours, bad, raw }, index) => {
        const askedAt = day * DAY_MS;
        const knownAt = askedAt + (hours * DAY_MS) / 24;
        const id = String(index);
        const question: Question = {
          ...{ id, customerId: 'acme', askedAt, bad, knownAt, decidedAt: knownAt },
          ...{ wasOnRecord: false, answeredBy: [] },
        };
        return { question, raw };
      })
      .sort((a, b) => inOrderOfAsking(a.question, b.question)),
  );

it('states priors and calibrated risks that no later answer changes', () => {
  fc.assert(
    fc.property(anyQuestions, fc.integer({ min: 0, max: 200 }), (asked, day) => {
      const now = day * DAY_MS;
      const stated = (turned: boolean) => {
        const questions = asked.map(({ question }) =>
          turned && question.knownAt >= now ? { ...question, bad: !question.bad } : question,
        );
        const inForceAt = renewedPriors(TRUST_BETA_1, OutcomesByWeek.of(questions));
        const risks = rollingRisk(
          questions,
          asked.map(({ raw }) => raw),
          30 * DAY_MS,
        );
        return questions.flatMap(({ askedAt }, index) =>
          askedAt > now ? [] : [[inForceAt(askedAt).document.dimensions.reliability.prior, risks[index]]],
        );
      };
      expect(stated(true)).toEqual(stated(false));
    }),
    { numRuns: 30 },
  );
});

const MONDAY = Date.UTC(2026, 0, 5);
const { prior: SHIPPED } = TRUST_BETA_1.document.dimensions.reliability;

const missedAt = (...times: readonly number[]): OutcomesByWeek =>
  OutcomesByWeek.of(
    times.map((knownAt, index): Question => {
      const id = `q-${index}`;
      const times = { askedAt: knownAt, knownAt, decidedAt: knownAt };
      return { id, customerId: 'c', ...times, bad: true, wasOnRecord: false, answeredBy: [] };
    }),
  );

it('is the model itself before anything is known, and from the next Monday on follows what was', () => {
  const at = renewedPriors(TRUST_BETA_1, missedAt(MONDAY + DAY_MS, MONDAY + 15 * DAY_MS));
  const priorAt = (time: number) => at(time).document.dimensions.reliability.prior;
  expect(at(MONDAY - 1)).toBe(TRUST_BETA_1);
  expect(priorAt(MONDAY + 2 * DAY_MS)).toBe(SHIPPED);
  // One miss beside twenty outcomes as the base model has them.
  expect(priorAt(MONDAY + 7 * DAY_MS)).toBeCloseTo((20 * SHIPPED) / 21, 12);
  expect(priorAt(MONDAY + 13 * DAY_MS)).toBe(priorAt(MONDAY + 7 * DAY_MS));
  expect(priorAt(MONDAY + 14 * DAY_MS)).toBeGreaterThan(priorAt(MONDAY + 13 * DAY_MS));
  // After the last that is known it stays.
  expect(priorAt(MONDAY + 21 * DAY_MS)).toBeLessThan(priorAt(MONDAY + 14 * DAY_MS));
  expect(priorAt(MONDAY + 400 * DAY_MS)).toBe(priorAt(MONDAY + 21 * DAY_MS));
});

it('leaves all else as the model has it, and is one document a week', () => {
  const at = renewedPriors(TRUST_BETA_1, missedAt(MONDAY));
  const renewed = at(MONDAY + 8 * DAY_MS);
  expect(at(MONDAY + 9 * DAY_MS)).toBe(renewed);
  const { dimensions, classes } = renewed.document;
  expect([dimensions.candour, classes]).toEqual([
    TRUST_BETA_1.document.dimensions.candour,
    TRUST_BETA_1.document.classes,
  ]);
});

it('has one prior for all segments', () => {
  const partner = { candour: 0.5, reliability: 0.5, responsiveness: 0.5, care: 0.5 };
  const model = parseModel({ ...TRUST_BETA_1.document, id: 'ours/1', priorsBySegment: { partner } });
  expect(renewedPriors(model, missedAt(MONDAY))(MONDAY + 8 * DAY_MS).document.priorsBySegment).toEqual({});
});

it('bears a date that a table has for never: no document is made for a week in which nothing is asked', () => {
  const at = renewedPriors(TRUST_BETA_1, missedAt(MONDAY, Date.UTC(9999, 11, 31)));
  expect(at(MONDAY + 7 * DAY_MS).document.dimensions.reliability.prior).toBeCloseTo((20 * SHIPPED) / 21, 12);
});
