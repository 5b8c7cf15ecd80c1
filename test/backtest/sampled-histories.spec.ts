// Of more predictions than fit into memory a random sample of customers is judged, and the report says so.
import { parseModel, TRUST_BETA_1 } from '#trust';
import { byScore, evaluate, type CustomerHistory } from '#validation';
import { predictAll } from '../../apps/cli/src/backtest/predict-all.js';
import { surveyOf } from '../../apps/cli/src/backtest/survey.js';
import { fitHistories } from '../../apps/cli/src/fit/fit-histories.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { differingCustomers } from '../../libs/validation/test/planted-histories.js';
import { historiesOf } from './histories-in-memory.js';

const QUESTION = { is: 'NEXT_EXPECTATION', askAt: 'SET', groupBy: null } as const;
const customers = differingCustomers(200, 10, 4);
const read = (histories: readonly CustomerHistory[], most: number) =>
  predictAll(historiesOf('planted', histories), {
    question: QUESTION,
    predictors: [byScore(TRUST_BETA_1)],
    progress: SILENT,
    most,
  });
const evaluated = async (histories: readonly CustomerHistory[], most: number) =>
  evaluate(await read(histories, most), {
    title: 'planted',
    outcome: 'the next promise is missed',
    predictors: ['score'],
    fittedTo: [],
    capacities: [0.1],
    rounds: 20,
    seed: 1,
    warmUpShare: 0.2,
    minimumHistory: 0,
    within: 'MONTH',
  });

it('judges all customers while there is room, and a sample otherwise, never more than asked for', async () => {
  const whole = await evaluated(customers, 2_000);
  expect(whole.population).toMatchObject({ sampledShare: 1, asked: 2_000, customers: 200 });
  expect(whole.verdicts.map(({ code }) => code)).not.toContain('SAMPLED');
  const drawn = await evaluated(customers, 1_000);
  expect(drawn.population.sampledShare).toBeGreaterThan(0.4);
  expect(drawn.population.sampledShare).toBeLessThan(0.6);
  expect(drawn.population.asked).toBe(10 * drawn.population.customers);
  expect(drawn.population.customers).toBeGreaterThan(95);
  expect(drawn.population.customers).toBeLessThanOrEqual(100);
  expect(drawn.verdicts).toContainEqual({
    level: 'NOTE',
    code: 'SAMPLED',
    says: expect.stringMatching(/random [45]\d % of the customers/) as string,
  });
});

it('samples the same customers whatever the order, and judges them as if there were no others', async () => {
  const drawn = await read(customers, 700);
  const kept = new Set(drawn.predictions.map(({ question }) => question.customerId));
  const [again, alone] = [
    await evaluated(customers.toReversed(), 700),
    await evaluated(
      customers.filter(({ customerId }) => kept.has(customerId)),
      700,
    ),
  ];
  expect(JSON.stringify(again) === JSON.stringify(await evaluated(customers, 700))).toBe(true);
  expect(JSON.stringify(alone.predictors) === JSON.stringify(again.predictors)).toBe(true);
});

it('ends the warm-up of a sample where it ends when it is judged', async () => {
  const survey = await surveyOf(historiesOf('planted', customers), QUESTION, {
    warmUpShare: 0.2,
    progress: SILENT,
    most: 700,
  });
  expect(survey.warmUpEndsAt).toBe((await evaluated(customers, 700)).population.from);
});

it('fits to a sample of customers, and says so in the document', async () => {
  const fit = (most?: number) =>
    fitHistories(historiesOf('planted', customers), {
      id: 'ours/1',
      base: TRUST_BETA_1,
      question: QUESTION,
      outcome: 'the next promise is missed',
      within: 'MONTH',
      knownBefore: Infinity,
      priorOnly: false,
      progress: SILENT,
      most,
    });
  const [whole, part] = [await fit(), await fit(700)];
  expect(whole.evidence?.fitted.questions).toBe(2_000);
  expect(whole.evidence?.notes.join()).not.toMatch(/random/);
  expect(part.evidence?.fitted.questions).toBeLessThanOrEqual(700);
  expect(part.evidence?.fitted.questions).toBeGreaterThan(650);
  expect(part.evidence?.notes[0]).toMatch(/random 3\d % of the customers/);
  expect(parseModel(part).id).toBe('ours/1');
});
