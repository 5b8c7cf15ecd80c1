// The verbs as they are typed, over a table of promises that an operator might have.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustModelDocument } from '#trust';
import type { Backtest } from '#validation';
import { UsageError } from '../../apps/cli/src/terminal/usage-error.js';
import { removeScratch, scratch } from '../import/imported.js';
import { rapport } from '../import/rapport.js';
import { rapportHere } from '../replay/in-process.js';
import { table } from './orders.js';

afterAll(removeScratch);

const folder = scratch();
const path = (name: string) => join(folder, name);
const TABLE = table(folder, { clients: 60, ordersOfEach: 14 });

const json = async <T>(...words: string[]): Promise<T> =>
  JSON.parse(await rapportHere(folder, ...words, ...TABLE, '--json')) as T;

it('fits on the warm-up, renews the prior later, and a backtest tells which of them knew the answers', async () => {
  const ours = path('ours.json');
  const fitted = await json<TrustModelDocument>('fit', '--name', 'ours/1', '--on-warm-up', '--out', ours);
  expect(fitted).toEqual(JSON.parse(readFileSync(ours, 'utf8')));
  expect(fitted.evidence?.fitted.questions).toBeLessThan(0.2 * 840);

  const renewed = path('renewed.json');
  const again = await json<TrustModelDocument>(
    ...['fit', '--name', 'ours/2', '--base', ours, '--prior-only', '--out', renewed],
  );
  expect(again.dimensions.reliability.prior).toBeLessThan(fitted.dimensions.reliability.prior);
  expect({ ...again.classes }).toEqual(fitted.classes);
  expect(again.evidence?.fitted.questions).toBe(840);
  expect(again.evidence?.notes.at(-1)).toBe(
    'Blind spots of ours/1: nothing on record could raise candour for 60 of 60 customers, reliability for 1 of 60 customers, responsiveness for 60 of 60 customers, care for 60 of 60 customers. There a dimension can only fall or stay where it began.',
  );

  const html = path('report.html');
  const backtest = await json<Backtest>(
    ...['backtest', '--model', ours, renewed, '--renew-prior', '--rounds', '20', '--html', html],
  );
  expect(backtest.predictors.slice(0, 3).map(({ name }) => name)).toEqual([
    'score ours/1',
    'score ours/1, prior renewed weekly',
    'score ours/2',
  ]);
  expect(backtest.population).toMatchObject({ sampledShare: 1, asked: 840, judged: 672 });
  expect(backtest.fittedTo.map(({ model }) => model)).toEqual(['ours/1', 'ours/2']);
  const inSample = backtest.verdicts.filter(({ code }) => code === 'IN_SAMPLE');
  expect(inSample).toEqual([
    { level: 'WARNING', code: 'IN_SAMPLE', says: expect.stringMatching(/^ours\/2 was fitted/) as string },
  ]);
  const all = (dimension: string) => ({ dimension, customers: 60 });
  expect(backtest.blindSpots).toEqual({
    model: 'ours/1',
    customers: 60,
    dimensions: [all('candour'), { dimension: 'reliability', customers: 1 }, all('responsiveness'), all('care')],
  });
  const blind = backtest.verdicts.filter(({ code }) => code === 'BLIND_SPOTS');
  expect(blind).toEqual([{ level: 'NOTE', code: 'BLIND_SPOTS', says: again.evidence?.notes.at(-1) }]);
  expect(backtest.population.effectiveCustomers).toBeCloseTo(60, 0);
  // Rates drift, and a prior that follows them tells early from late.
  const [frozen, following] = backtest.predictors;
  expect(following?.auc?.value).toBeGreaterThan(frozen?.auc?.value ?? 1);
  expect(readFileSync(html, 'utf8')).toContain('prior renewed weekly');
  expect(statSync(html).size).toBeGreaterThan(10_000);
}, 60_000);

it('renews a prior weekly for promises alone', async () => {
  const { code, stderr } = await rapport(
    folder,
    ...['backtest', '--outcome', 'LEFT', '--horizon', '30', '--renew-prior', ...TABLE],
  ).ended;
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/^--renew-prior is for EXPECTATION_MISSED/) as string,
  });
});

it('refuses a model that is named twice, since two rows of one name tell nobody anything', async () => {
  const models = ['trust-beta/1', 'trust-beta/2', 'trust-beta/1'];
  await expect(rapportHere(folder, 'backtest', '--model', ...models, ...TABLE)).rejects.toThrow(
    new UsageError('--model names trust-beta/1 twice: each model has an id of its own'),
  );
});

describe('what is left out of a table', () => {
  const wrong = (count: number) =>
    Array.from({ length: count }, (_, index) => `x-${index},c-0,2025-03-01,2025-02-01,yes`);
  const tableWith = (count: number) => table(scratch(), { clients: 60, ordersOfEach: 14 }, wrong(count));
  const { exitCode } = process;
  afterEach(() => void (process.exitCode = exitCode));
  /** @returns what was said, and the exit code that the verb asked for */
  const run = async (verb: readonly string[], count: number) => {
    process.exitCode = undefined;
    return { stdout: await rapportHere(folder, ...verb, ...tableWith(count)), code: process.exitCode };
  };

  it.each([[['backtest', '--rounds', '10']], [['fit', '--name', 'ours/1']]])(
    'is said with its line, and ends %j with the exit code for it above one per cent',
    async (verb) => {
      const few = await run(verb, 4);
      expect(few.code).toBeUndefined();
      expect(few.stdout).toMatch(/^- 4 contacts that the rules refuse \(\w+\): 4 labels may be wrong$/m);
      expect(few.stdout).toMatch(/^ {4}line 842, expectationId "x-0": ExpectationSettled: expectationId: /m);
      const many = await run(verb, 20);
      expect(many.code).toBe(3);
      expect(many.stdout).toMatch(/^- 20 contacts that the rules refuse/m);
    },
  );

  it('is in the JSON, and a warning of the report; the process ends with the exit code', async () => {
    const words = ['backtest', '--rounds', '10', '--json', ...tableWith(20)];
    const { code, stdout, stderr } = await rapport(folder, ...words).ended;
    const { leftOut, verdicts, population } = JSON.parse(stdout) as Backtest;
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(leftOut).toMatchObject({ records: 1720, counts: [{ kind: 'CONTACT_REFUSED', count: 20 }] });
    expect(verdicts.find(({ code: each }) => each === 'LEFT_OUT')?.level).toBe('WARNING');
    expect(population).toMatchObject({ contactsFrom: expect.stringMatching(/^2025-01-0\d/) as string });
  });
});
