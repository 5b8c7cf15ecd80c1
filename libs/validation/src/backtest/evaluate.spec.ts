import { DAY_MS } from '#relationship';
import { RUNNING_SHARE_90 } from '../rivals/rivals.js';
import { runningShares } from '../rivals/running.js';
import { aucOf } from '../statistics/ranking.js';
import { evaluate, type Contestant, type EvaluateOptions } from './evaluate.js';
import { NOTHING_LEFT_OUT } from '../left-out/left-out.js';
import type { ComparablePrediction, Predictions } from './predictions.js';

const MONDAY = Date.UTC(2026, 0, 5);
const COUNT = 240;
const WARM_UP = 48;

/** A question a day; the first predictor knows every answer, the second none. One customer is asked about once, at first. */
const predictions = Array.from({ length: COUNT }, (_, day): ComparablePrediction => {
  const askedAt = MONDAY + day * DAY_MS;
  const bad = (day * 7) % 10 < 4 || day % 12 === 5;
  return {
    question: {
      id: `q-${day}`,
      customerId: day === 0 ? 'once' : `c-${day % 8}`,
      askedAt,
      bad,
      knownAt: askedAt + DAY_MS / 2,
      decidedAt: askedAt + DAY_MS / 2,
      wasOnRecord: day % 100 === 99,
      answeredBy: [],
      group: null,
    },
    risks: [bad ? 60 : 40, (day * 5) % 9],
    own: { keptNow: 0, missedNow: 0 },
    contactsKnown: (day * 3) % 11,
    lastContactAt: null,
    lastSign: 0,
    recorder: null,
    segment: null,
    owner: null,
    leakyRisk: null,
    sideFacts: { team: `t-${day % 3}` },
    answerValues: {},
  };
});
const gamed = (askedAt: number): Predictions['gamed'][number] => ({
  customerId: 'c-1',
  askedAt,
  bad: true,
  honest: 50,
  gamed: {} as Predictions['gamed'][number]['gamed'],
});
const DATA_SET = { from: MONDAY, until: MONDAY + COUNT * DAY_MS, leftOut: NOTHING_LEFT_OUT };
const OPTIONS: EvaluateOptions = {
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
};
const made = (more: Partial<Predictions> = {}): Predictions => ({
  predictions: predictions.toReversed(),
  gamed: [],
  censored: {},
  sampledShare: 1,
  dataSet: DATA_SET,
  blindSpots: { model: 'planted/1', customers: 0, dimensions: [] },
  ...more,
});
const evaluated = (more: Partial<Predictions> = {}) => evaluate(made(more), OPTIONS);

it('counts who is judged, and how many labels were held back', () => {
  expect(evaluated().population).toMatchObject({
    asked: COUNT,
    warmUp: WARM_UP,
    judged: COUNT - WARM_UP,
    customers: 9,
    judgedCustomers: 8,
    answersHeldBack: 2,
    from: MONDAY + WARM_UP * DAY_MS,
    to: MONDAY + (COUNT - 1) * DAY_MS,
    contactsFrom: MONDAY,
    contactsTo: MONDAY + COUNT * DAY_MS,
  });
});

it('compares every other predictor with the headline', () => {
  const [headline, ...others] = evaluated().predictors;
  expect(headline).toMatchObject({ name: 'knows', auc: { value: 1 }, headlineAhead: null });
  for (const { auc, headlineAhead } of others) expect(headlineAhead?.value).toBe(1 - (auc?.value ?? NaN));
});

it('shows over time the headline beside the running share with a half-life', () => {
  const { overTime, predictors } = evaluated();
  expect(predictors.map(({ name }) => name)).toContain(RUNNING_SHARE_90);
  const questions = predictions.map(({ question }) => question);
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

it('has no leak gap where only some predictions are leaky ones too', () => {
  const some = predictions.map((each, index) => (index === COUNT - 1 ? each : { ...each, leakyRisk: 50 }));
  expect(evaluated({ predictions: some })).toMatchObject({ leakGap: null, leakGapWithin: null });
  expect(evaluated({ predictions: predictions.map((each) => ({ ...each, leakyRisk: 50 })) }).leakGap).toMatchObject({
    recorded: 1,
    occurred: 0.5,
    gap: { value: -0.5 },
  });
});

it('tries gaming from the first judged question on', () => {
  const begin = MONDAY + WARM_UP * DAY_MS;
  expect(evaluated({ gamed: [gamed(begin - 1)] }).gaming).toEqual([]);
  expect(evaluated({ gamed: [gamed(begin)] }).gaming.length).toBeGreaterThan(0);
});

it('shows each contestant once, with the risks that its figures are made from', () => {
  const shown: Contestant[] = [];
  const backtest = evaluate(made(), OPTIONS, { contestant: (each) => shown.push(each) });
  expect(shown.map(({ name }) => name)).toEqual(backtest.predictors.map(({ name }) => name));
  for (const { risks, calibrated } of shown) {
    expect([risks.length, calibrated.length]).toEqual([COUNT, COUNT]);
    expect(calibrated.slice(0, WARM_UP).every((risk) => risk === null)).toBe(true);
  }
  expect(shown[0]?.risks).toEqual(predictions.map(({ risks }) => risks[0]));
});

it('states no calibrated risk before thirty labels are known, and says for how many', () => {
  const early = evaluate(made(), { ...OPTIONS, warmUpShare: 0 });
  // Labels are known half a day later: of the first week 7, of the fifth 35.
  expect(early.predictors.map(({ calibration }) => calibration.predictions)).toEqual(
    early.predictors.map(() => COUNT - 35),
  );
  expect(early.verdicts.find(({ code }) => code === 'UNCALIBRATED')?.says).toMatch(/^35 of the 240 judged predictions/);
  expect(evaluated().verdicts.map(({ code }) => code)).not.toContain('UNCALIBRATED');
});

it('warns above one per cent of what was left out, and only notes less', () => {
  const counts = (missing: number) => [
    { kind: 'CONTACT_REFUSED', code: 'DUE_IN_PAST', count: 1, labels: { missing, doubtful: 0 }, examples: [] } as const,
  ];
  const levelOf = (missing: number, records: number) => {
    const leftOut = { records, counts: counts(missing) };
    const { verdicts } = evaluated({ dataSet: { ...DATA_SET, leftOut } });
    return verdicts.find(({ code }) => code === 'LEFT_OUT')?.level;
  };
  expect([levelOf(0, 100), levelOf(0, 99), levelOf(2, 1000), levelOf(3, 1000)]).toEqual([
    'NOTE',
    'WARNING',
    'NOTE',
    'WARNING',
  ]);
  expect(evaluated().verdicts.map(({ code }) => code)).not.toContain('LEFT_OUT');
});
