import { DAY_MS } from '#relationship';
import { RUNNING_SHARE_90 } from '../rivals/rivals.js';
import { runningShares } from '../rivals/running.js';
import { aucOf } from '../statistics/ranking.js';
import { conclude } from './conclude.js';
import type { Read, ReadQuestion } from './read.js';

const MONDAY = Date.UTC(2026, 0, 5);
const COUNT = 240;
const WARM_UP = 48;

/** A question a day; the first predictor knows every answer, the second none. One customer is asked about once, at first. */
const readings = Array.from({ length: COUNT }, (_, day): ReadQuestion => {
  const askedAt = MONDAY + day * DAY_MS;
  const bad = (day * 7) % 10 < 4 || day % 12 === 5;
  return {
    reading: {
      question: {
        id: `q-${day}`,
        customerId: day === 0 ? 'once' : `c-${day % 8}`,
        askedAt,
        bad,
        knownAt: askedAt + DAY_MS / 2,
        decidedAt: askedAt + DAY_MS / 2,
        wasOnRecord: day % 100 === 99,
        answeredBy: [],
      },
      risks: [bad ? 60 : 40, (day * 5) % 9],
      contactsKnown: (day * 3) % 11,
      lastContactAt: null,
      lastSign: 0,
      recorder: null,
      segment: null,
      owner: null,
    },
    leaky: null,
    sideFacts: { team: `t-${day % 3}` },
    answerValues: {},
  };
});
const chosen = (askedAt: number): Read['chosen'][number] => ({
  customerId: 'c-1',
  askedAt,
  bad: true,
  honest: 50,
  chosen: {} as Read['chosen'][number]['chosen'],
});
const concluded = (more: Partial<Read> = {}) =>
  conclude(
    { readings: readings.toReversed(), chosen: [], censored: {}, drawnShare: 1, ...more },
    {
      title: 'planted',
      outcome: 'the next promise is missed',
      predictors: ['knows', 'guesses'],
      fittedTo: [],
      capacities: [0.1],
      rounds: 20,
      seed: 1,
      warmUpShare: WARM_UP / COUNT,
      minimumHistory: 0,
      within: 'NONE',
    },
  );

it('counts who is judged, and whose answers were held back from whom', () => {
  expect(concluded().population).toMatchObject({
    asked: COUNT,
    warmUp: WARM_UP,
    judged: COUNT - WARM_UP,
    customers: 9,
    judgedCustomers: 8,
    answersHeldBack: 2,
    from: MONDAY + WARM_UP * DAY_MS,
    to: MONDAY + (COUNT - 1) * DAY_MS,
  });
});

it('holds every other against the headline, and nobody against the one before', () => {
  const [headline, ...others] = concluded().predictors;
  expect(headline).toMatchObject({ name: 'knows', auc: { value: 1 }, headlineAhead: null });
  expect(others).not.toEqual([]);
  for (const { auc, headlineAhead } of others) expect(headlineAhead?.value).toBe(1 - (auc?.value ?? NaN));
});

it('shows over time the headline beside the running share with a half-life', () => {
  const { overTime, predictors } = concluded();
  expect(predictors.map(({ name }) => name)).toContain(RUNNING_SHARE_90);
  const questions = readings.map(({ reading }) => reading.question);
  const customer = (index: number) => questions[index]?.customerId ?? null;
  const shares = runningShares(questions, customer, { halfLifeDays: 90, baseWeight: 2 });
  const length = (COUNT - WARM_UP) / 12;
  expect(overTime).toHaveLength(12);
  for (const [part, { from, runningShare, headline, questions: asked }] of overTime.entries()) {
    const start = WARM_UP + part * length;
    const bad = questions.slice(start, start + length).map((question) => question.bad);
    expect([from, asked, headline]).toEqual([MONDAY + start * DAY_MS, length, 1]);
    expect(runningShare).toBe(aucOf(shares.slice(start, start + length), bad));
  }
});

it('has no leak gap where only some readings are leaky ones too', () => {
  const some = readings.map((each, index) => (index === COUNT - 1 ? each : { ...each, leaky: 50 }));
  expect(concluded({ readings: some })).toMatchObject({ leakGap: null, leakGapWithin: null });
  expect(concluded({ readings: readings.map((each) => ({ ...each, leaky: 50 })) }).leakGap).toMatchObject({
    recorded: 1,
    occurred: 0.5,
    gap: { value: -0.5 },
  });
});

it('tries choices from the first judged question on', () => {
  const begin = MONDAY + WARM_UP * DAY_MS;
  expect(concluded({ chosen: [chosen(begin - 1)] }).choices).toEqual([]);
  expect(concluded({ chosen: [chosen(begin)] }).choices.length).toBeGreaterThan(0);
});
