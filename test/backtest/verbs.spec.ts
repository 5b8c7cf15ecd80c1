// The verbs as they are typed, over a table of promises that an operator might have.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, toIso } from '#relationship';
import type { TrustModelDocument } from '#trust';
import type { Backtest } from '#validation';
import { chanceOf, START } from '../../libs/validation/test/planted-book.js';
import { removeScratch, scratch } from '../import/imported.js';
import { rapport } from '../import/rapport.js';

afterAll(removeScratch);

const MAPPING = {
  name: 'Orders',
  predicts: 'the next order is late',
  customer: { column: 'client' },
  contacts: [
    {
      type: 'ExpectationSet',
      at: { column: 'ordered' },
      facts: { expectationId: { column: 'order' }, what: 'Delivery' },
    },
    {
      type: 'ExpectationSettled',
      at: { column: 'settled' },
      facts: { expectationId: { column: 'order' }, kept: { if: { column: 'kept', is: 'yes' } } },
    },
  ],
  question: { outcome: 'EXPECTATION_MISSED', askAt: 'SET' },
};

/** Customers who differ, and all of whom fare worse as time goes by. */
function orders(): string {
  const chance = chanceOf(17);
  const lines = Array.from({ length: 60 }, (_, client) => {
    const missing = chance() < 0.5 ? 0.05 : 0.35;
    return Array.from({ length: 14 }, (__, place) => {
      const at = START + (place * 20 + chance() * 15) * DAY_MS;
      const kept = chance() >= missing + 0.02 * place ? 'yes' : 'no';
      return [`o-${client}-${place}`, `c-${client}`, toIso(at), toIso(at + 2 * DAY_MS), kept].join(',');
    });
  });
  return ['order,client,ordered,settled,kept', ...lines.flat()].join('\n');
}

const folder = scratch();
const path = (name: string) => join(folder, name);
writeFileSync(path('orders.csv'), orders());
writeFileSync(path('mapping.json'), JSON.stringify(MAPPING));
const TABLE = ['--mapping', path('mapping.json'), '--data', path('orders.csv')];

async function json<T>(...words: string[]): Promise<T> {
  const { code, stdout, stderr } = await rapport(folder, ...words, ...TABLE, '--json').ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

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

  const html = path('report.html');
  const backtest = await json<Backtest>(
    ...['backtest', '--model', ours, renewed, '--renew-prior', '--rounds', '20', '--html', html],
  );
  expect(backtest.predictors.slice(0, 3).map(({ name }) => name)).toEqual([
    'score ours/1',
    'score ours/1, prior renewed weekly',
    'score ours/2',
  ]);
  expect(backtest.population).toMatchObject({ drawnShare: 1, asked: 840, judged: 672 });
  expect(backtest.fittedTo.map(({ model }) => model)).toEqual(['ours/1', 'ours/2']);
  const inSample = backtest.verdicts.filter(({ code }) => code === 'IN_SAMPLE');
  expect(inSample).toEqual([
    { level: 'WARNING', code: 'IN_SAMPLE', says: expect.stringMatching(/^ours\/2 was fitted/) as string },
  ]);
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
  const run = rapport(folder, 'backtest', '--model', 'trust-beta/1', 'trust-beta/2', 'trust-beta/1', ...TABLE);
  const { code, stdout, stderr } = await run.ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe('--model names trust-beta/1 twice: each model has an id of its own\n');
});
