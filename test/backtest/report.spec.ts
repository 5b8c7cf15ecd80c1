import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { readSource } from '#source';
import { TRUST_BETA_1 } from '#trust';
import { byScore, evaluate, RUNNING_SHARE_90, type Backtest } from '#validation';
import { predictAll } from '../../apps/cli/src/backtest/predict-all.js';
import { reportHtml } from '../../apps/cli/src/backtest/report/report-html.js';
import { backtestText } from '../../apps/cli/src/backtest/report/text.js';
import { openSource } from '../../apps/cli/src/backtest/with-histories.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { validationOf } from '../../apps/cli/src/histories/source-histories.js';
import { FITTED } from '../../apps/cli/src/validate/validate-histories.js';
import { validateVerb } from '../../apps/cli/src/validate/validate-verb.js';
import { EXTRACT, INCIDENT_LOG, removeScratch, scratch } from '../import/imported.js';
import { rapport } from '../import/rapport.js';

afterAll(removeScratch);

async function backtestOfExtract() {
  const source = { ...readSource(INCIDENT_LOG), name: 'Desk <script>' };
  const { question, judging, predicts } = validationOf(source);
  const { signal } = new AbortController();
  const options = { question, now: Date.now(), progress: SILENT, signal };
  const { histories, close } = await openSource(source, [EXTRACT], options);
  const predictors = [byScore(TRUST_BETA_1)] as const;
  const read = await predictAll(histories, { question, predictors, progress: SILENT });
  close();
  return evaluate(read, {
    ...judging,
    minimumHistory: 0,
    title: histories.title,
    outcome: predicts,
    predictors: predictors.map(({ name }) => name),
    fittedTo: [],
    capacities: [0.1],
    rounds: 50,
    seed: 1,
  });
}

it('is one page that fetches nothing, runs nothing and says everything that the JSON says', async () => {
  const backtest = await backtestOfExtract();
  const html = reportHtml(backtest);
  expect(html).not.toMatch(/<script|<link|<img|src=|href=|url\(/);
  expect(html).toContain('Desk &#60;script&#62;');
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
  for (const { name } of backtest.predictors) expect(html).toContain(name.replaceAll("'", '&#39;'));
  expect(html.match(/<svg/g)?.length).toBeGreaterThanOrEqual(4);
  expect(JSON.parse(JSON.stringify(backtest))).toEqual(backtest);
  const text = backtestText(backtest);
  expect(backtest.verdicts).not.toEqual([]);
  for (const { says } of backtest.verdicts) expect(text).toContain(says);
});

const folder = process.env.RAPPORT_DATA ?? '';
const isThere = existsSync(join(folder, 'usaid_scms.csv.gz'));
if (!isThere) console.warn(`Skipped: the public shipments. RAPPORT_DATA names the folder that has them.`);

(isThere ? it : it.skip)(
  'on public shipments the frozen score does at least as well as the running share',
  async () => {
    const sources = scratch();
    cpSync('apps/cli/sources/usaid-scms', join(sources, 'usaid-scms'), { recursive: true });
    const words = ['validate', folder, '--sources', sources, '--rounds', '20', '--json'];
    const { code, stdout } = await rapport(scratch(), ...words).ended;
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as Backtest & { readonly read: object; readonly fitted: object };
    expect(found.read).toMatchObject({ rows: 14_202, customers: 142 });
    expect(found.leftOut).toEqual({ records: 14_202, counts: [] });
    expect(found.fitted).toMatchObject({ id: 'fitted/1', evidence: { fitted: { questions: 1406, bad: 26 } } });
    const aucOf = (name: string) => found.predictors.find((each) => each.name === name)?.auc?.value ?? NaN;
    expect(aucOf(RUNNING_SHARE_90)).toBeCloseTo(0.688, 2);
    expect(aucOf(FITTED)).toBeGreaterThan(aucOf(RUNNING_SHARE_90));
    const byVendor = 'score, fitted on the warm-up, prior renewed weekly by group';
    expect(aucOf(byVendor)).toBeGreaterThan(aucOf(RUNNING_SHARE_90) + 0.02);
  },
  60_000,
);

it('says which data sets are not there, and is no failure', async () => {
  const { code, stdout, stderr } = await rapport(scratch(), 'validate', scratch()).ended;
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr.match(/^Skipped: .* There is no \S+ in /gm)).toHaveLength(3);
});

it('wants to know where the data sets are', async () => {
  const told = process.env.RAPPORT_DATA;
  delete process.env.RAPPORT_DATA;
  const program = new Command('rapport').exitOverride();
  validateVerb(program);
  await expect(program.parseAsync(['node', 'rapport', 'validate'])).rejects.toThrow('name the folder of the data sets');
  if (told !== undefined) process.env.RAPPORT_DATA = told;
});
