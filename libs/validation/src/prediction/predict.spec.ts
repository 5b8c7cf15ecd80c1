import fc from 'fast-check';
import { DAY_MS, Timeline } from '#relationship';
import { assessTimeline, parseModel, TRUST_BETA_1 } from '#trust';
import { chanceOf, customerWith, differingCustomers, said, START } from '../../test/planted-histories.js';
import { nextExpectation } from '../questions/next-expectation.js';
import type { Question } from '../questions/question.js';
import type { CustomerHistory } from '../backtest/predict-customer.js';
import { byDimensionAlone, byLowerEnd, byRenewedScore, byScore } from './predictor.js';
import { predict } from './predict.js';

const PREDICTORS = [byScore(TRUST_BETA_1), byLowerEnd(TRUST_BETA_1), byDimensionAlone(TRUST_BETA_1, 'reliability')];
const predicted = ({ contacts }: CustomerHistory, cut?: 'RECORDED' | 'OCCURRED') => {
  const { questions } = nextExpectation(contacts, 'SET', Infinity);
  return [...predict(contacts, questions, PREDICTORS, cut)];
};

/** Promises with settlements that are recorded up to a month late, and surprises among them. */
function lateHistory(seed: number): CustomerHistory {
  const chance = chanceOf(seed);
  const late = () => START + (400 + chance() * 30) * DAY_MS;
  return customerWith(
    'acme',
    Array.from({ length: 12 }, (_, index) => ({ day: 3 + index * 9, kept: chance() < 0.6, settledDay: 5 + index * 9 })),
    Array.from({ length: 4 }, (_, index) =>
      said('acme', 20 + index * 20, 'SurpriseDelayOccurred', { recordedAt: late() }),
    ),
  );
}

it('gives the score of the product from the contacts recorded before the question, and from no others', () => {
  const history = lateHistory(3);
  for (const { question, risks, contactsKnown } of predicted(history)) {
    const known = history.contacts.filter(({ recordedAt }) => recordedAt < question.askedAt);
    const assessment = assessTimeline(Timeline.of(known), question.askedAt, TRUST_BETA_1);
    expect(contactsKnown).toBe(known.length);
    if (assessment !== null) expect(risks[0]).toBe(100 - assessment.score);
  }
});

it('predicts the same to the last byte whatever happens later', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 4, max: 110 }),
      fc.boolean(),
      (seed, day, dropped) => {
        const history = lateHistory(seed);
        const now = START + day * DAY_MS;
        const future = (recordedAt: number) => recordedAt >= now;
        const other: CustomerHistory = {
          ...history,
          contacts: [
            ...history.contacts.flatMap((contact) => {
              if (!future(contact.recordedAt)) return [contact];
              if (contact.type === 'ExpectationSettled') {
                const { kept } = contact.data as unknown as { kept: boolean };
                return [{ ...contact, data: { ...contact.data, kept: !kept } }];
              }
              return dropped && contact.type === 'SurpriseDelayOccurred' ? [] : [contact];
            }),
            said('acme', day, 'MisstatementProven', { what: 'x' }),
          ],
        };
        const until = ({ contacts }: CustomerHistory) => {
          const { questions } = nextExpectation(contacts, 'SET', Infinity);
          const asked = questions.filter(({ askedAt }) => askedAt <= now);
          return JSON.stringify(
            [...predict(contacts, asked, PREDICTORS)].map(({ risks, contactsKnown }) => [risks, contactsKnown]),
          );
        };
        expect(until(other)).toBe(until(history));
      },
    ),
    { numRuns: 60 },
  );
});

it('holds back a label that was on record before the question was asked', () => {
  const early = customerWith('acme', []);
  const dueAt = new Date(START + 30 * DAY_MS).toISOString();
  const contacts = [
    ...early.contacts,
    said('acme', 2, 'ExpectationSet', { expectationId: 'E', dueAt }),
    said('acme', 10, 'ExpectationMet', { expectationId: 'E' }),
  ];
  const { questions } = nextExpectation(contacts, 'DUE', Infinity);
  expect(questions).toMatchObject([
    { askedAt: START + 30 * DAY_MS, bad: false, wasOnRecord: true, knownAt: START + 30 * DAY_MS },
  ]);
  const [prediction] = [...predict(contacts, questions, PREDICTORS)];
  expect(prediction).toMatchObject({ contactsKnown: 2, lastSign: 0 });
});

it('sees what was recorded later if it is cut on occurredAt', () => {
  const surprised = customerWith(
    'acme',
    [{ day: 30, kept: true }],
    [said('acme', 20, 'SurpriseDelayOccurred', { recordedAt: START + 60 * DAY_MS })],
  );
  expect(predicted(surprised)[0]?.risks[0]).toBe(30);
  expect(predicted(surprised, 'OCCURRED')[0]?.risks[0]).toBeGreaterThan(35);
});

it('knows who recorded most, whose customer it is and what happened last', () => {
  const [history] = differingCustomers(1, 4, 1);
  const contacts = (history as CustomerHistory).contacts.map((contact, index) => ({
    ...contact,
    recordedBy: index < 2 ? 'ann' : 'ben',
  }));
  const predictions = predicted({ customerId: 'c-000', contacts });
  expect(predictions.map(({ recorder }) => recorder)).toEqual(['ann', 'ann', 'ben', 'ben']);
  expect(predictions.map(({ lastSign }) => lastSign)[0]).toBe(0);
});

it('under a renewed prior counts kept and missed promises alike, from the prior of each question', () => {
  const { contacts } = customerWith('acme', [
    { day: 10, kept: true },
    { day: 20, kept: false },
    { day: 30, kept: true },
  ]);
  const { questions } = nextExpectation(contacts, 'SET', Infinity);
  const { document } = TRUST_BETA_1;
  const reliability = { ...document.dimensions.reliability, prior: 0.9, lambda: 1 };
  const same = parseModel({ ...document, dimensions: { ...document.dimensions, reliability } });
  const priorOf = ({ id }: Question) => (id === questions[0]?.id ? null : 0.9);
  const risks = [...predict(contacts, questions, [byRenewedScore(TRUST_BETA_1, priorOf, 'renewed'), byScore(same)])];
  expect(risks[0]?.risks[0]).toBe(30);
  for (const { risks: both } of risks.slice(1)) expect(both[0]).toBe(both[1]);
  expect(risks).toHaveLength(3);
});
