// A book that is too large to judge whole is judged by customers drawn by lot, and says so.
import { parseModel, TRUST_BETA_1 } from '#trust';
import { byScore, conclude, type CustomerBook } from '#validation';
import { readBook } from '../../apps/cli/src/backtest/read-book.js';
import { surveyOf } from '../../apps/cli/src/backtest/survey.js';
import { fitBook } from '../../apps/cli/src/fit/fit-book.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { differingCustomers } from '../../libs/validation/test/planted-book.js';
import { bookOf } from './book-in-memory.js';

const QUESTION = { is: 'NEXT_EXPECTATION', askAt: 'SET' } as const;
const customers = differingCustomers(200, 10, 4);
const read = (book: readonly CustomerBook[], most: number) =>
  readBook(bookOf('planted', book), {
    question: QUESTION,
    predictors: [byScore(TRUST_BETA_1)],
    progress: SILENT,
    most,
  });
const concluded = async (book: readonly CustomerBook[], most: number) =>
  conclude(await read(book, most), {
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

it('judges the whole book while there is room, a part of it beyond, never more than asked for', async () => {
  const whole = await concluded(customers, 2_000);
  expect(whole.population).toMatchObject({ drawnShare: 1, asked: 2_000, customers: 200 });
  expect(whole.verdicts.map(({ code }) => code)).not.toContain('DRAWN');
  const drawn = await concluded(customers, 1_000);
  expect(drawn.population.drawnShare).toBeGreaterThan(0.4);
  expect(drawn.population.drawnShare).toBeLessThan(0.6);
  expect(drawn.population.asked).toBe(10 * drawn.population.customers);
  expect(drawn.population.customers).toBeGreaterThan(95);
  expect(drawn.population.customers).toBeLessThanOrEqual(100);
  expect(drawn.verdicts).toContainEqual({
    level: 'NOTE',
    code: 'DRAWN',
    says: expect.stringMatching(/[45]\d % of the customers were drawn by lot/) as string,
  });
});

it('draws the same customers whatever the order, and judges them as if there were no others', async () => {
  const drawn = await read(customers, 700);
  const kept = new Set(drawn.readings.map(({ reading }) => reading.question.customerId));
  const [again, alone] = [
    await concluded(customers.toReversed(), 700),
    await concluded(
      customers.filter(({ customerId }) => kept.has(customerId)),
      700,
    ),
  ];
  expect(JSON.stringify(again) === JSON.stringify(await concluded(customers, 700))).toBe(true);
  expect(JSON.stringify(alone.predictors) === JSON.stringify(again.predictors)).toBe(true);
});

it('ends the warm-up of a drawn book where it is judged to end', async () => {
  const survey = await surveyOf(bookOf('planted', customers), QUESTION, {
    warmUpShare: 0.2,
    progress: SILENT,
    most: 700,
  });
  expect(survey.warmUpEndsAt).toBe((await concluded(customers, 700)).population.from);
});

it('fits to customers drawn by lot, and says so in the document', async () => {
  const fit = (most?: number) =>
    fitBook(bookOf('planted', customers), {
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
  expect(whole.evidence?.notes.join()).not.toMatch(/drawn/);
  expect(part.evidence?.fitted.questions).toBeLessThanOrEqual(700);
  expect(part.evidence?.fitted.questions).toBeGreaterThan(650);
  expect(part.evidence?.notes[0]).toMatch(/3\d % of the customers were drawn by lot/);
  expect(parseModel(part).id).toBe('ours/1');
});
