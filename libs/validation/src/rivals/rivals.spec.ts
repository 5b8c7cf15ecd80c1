import fc from 'fast-check';
import { DAY_MS } from '#relationship';
import { inOrderOfAsking, type Question } from '../questions/question.js';
import type { Prediction } from '../prediction/predict.js';
import { rivalsOf } from './rivals.js';

/** Questions whose answers take a while, of customers of whom more or less is on record. */
const anyReadings = fc
  .array(
    fc.record({
      customer: fc.integer({ min: 0, max: 4 }),
      day: fc.integer({ min: 0, max: 60 }),
      delay: fc.integer({ min: 0, max: 30 }),
      bad: fc.boolean(),
      contacts: fc.integer({ min: 0, max: 9 }),
    }),
    { minLength: 6, maxLength: 40 },
  )
  .map((all) =>
    all
      .map(({ customer, day, delay, bad, contacts }, index): Prediction => {
        const knownAt = (day + delay) * DAY_MS;
        const askedAt = day * DAY_MS;
        const customerId = `c-${customer}`;
        const id = String(index);
        return {
          question: {
            id,
            customerId,
            askedAt,
            bad,
            knownAt,
            decidedAt: knownAt,
            wasOnRecord: false,
            answeredBy: [],
            group: null,
          },
          risks: [0],
          own: { keptNow: 0, missedNow: 0 },
          contactsKnown: contacts,
          lastContactAt: askedAt - contacts * DAY_MS,
          lastSign: 0,
          recorder: `r-${contacts % 3}`,
          segment: null,
          owner: null,
        };
      })
      .sort((a, b) => inOrderOfAsking(a.question, b.question)),
  );

const risksOf = (predictions: readonly Prediction[], warmUp: number, bad: (question: Question) => boolean) =>
  rivalsOf({
    predictions: predictions.map((each) => ({ ...each, question: { ...each.question, bad: bad(each.question) } })),
    sideFacts: predictions.map(({ recorder }) => ({ recorder })),
    answerValues: predictions.map(({ question }) => ({ rating: bad(question) ? -1 : 1 })),
    warmUp,
  }).map(({ name, risks }) => [name, risks()] as const);

it('predicts the same, directions included, whatever labels were not known when the warm-up ended', () => {
  fc.assert(
    fc.property(anyReadings, (predictions) => {
      const warmUp = Math.floor(predictions.length / 2);
      const end = predictions[warmUp]?.question.askedAt ?? Infinity;
      // Of what is asked just when the warm-up ends, nothing can have been known but what was known before.
      const upToEnd = predictions.findLastIndex(({ question }) => question.askedAt <= end) + 1;
      const before = (inverted: boolean) =>
        risksOf(predictions, warmUp, ({ bad, knownAt }) => (inverted && knownAt >= end ? !bad : bad)).map(
          ([name, risks]) => [name, risks.slice(warmUp, upToEnd)],
        );
      expect(before(true)).toEqual(before(false));
    }),
  );
});
