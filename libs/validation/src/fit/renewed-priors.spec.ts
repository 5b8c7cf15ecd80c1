import fc from 'fast-check';
import { DAY_MS } from '#relationship';
import { TRUST_BETA_1 } from '#trust';
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
