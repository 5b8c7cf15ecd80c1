import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDeployment } from '#deployment';
import { DAY_MS, toIso } from '#relationship';
import { DEFAULT_MODEL } from '#trust';
import { aBook, UNTIL } from './book.js';
import { linesOf, rapportHere } from './in-process.js';

type Row = { customer_id: string; segment: string | null; model: string; score: number };

const NOW = UNTIL + DAY_MS;
const MINE = { ...DEFAULT_MODEL.document, id: 'mine/1', cap: 0.05 };

let folder: Awaited<ReturnType<typeof aBook>>;
let listed: Map<string, number>;
beforeAll(async () => {
  folder = await aBook(8);
  const settings = { dataDir: folder.path, modelMinShadowDays: 0 };
  const deployment = await openDeployment(settings, () => NOW);
  const { models, projector, relationships, views } = deployment;
  const by = { recordedBy: 'admin', correlationId: 'test' };
  const answers = [
    await models.record({ type: 'ModelDrafted', data: { modelId: MINE.id, document: MINE }, ...by }),
    await models.record({ type: 'ModelShadowed', data: { modelId: MINE.id }, ...by }),
    await models.record({
      type: 'ModelActivated',
      data: { modelId: MINE.id, segment: 'ENTERPRISE', reason: 'Large ones hang by their weakest thread.' },
      ...by,
    }),
  ];
  expect(answers.flatMap(({ refusals }) => refusals)).toEqual([]);
  await projector.catchUp();
  await relationships.refresh();
  const { rows } = await views.relationships({ first: 200, now: NOW, filter: { includeClosed: true } });
  listed = new Map(rows.map(({ row }) => [row.customerId, row.score]));
  await deployment.close();
});
afterAll(() => folder.remove());

const trust = async (...words: string[]) =>
  linesOf<Row>(await rapportHere(folder.path, 'replay', 'trust', '--format', 'ndjson', ...words));

it('reads each segment by the model that is active for it, as the lists do', async () => {
  const rows = await trust('--as-of', toIso(NOW), '--known-at', toIso(NOW));
  expect(new Set(rows.map(({ model }) => model))).toEqual(new Set(['mine/1', 'trust-beta/3']));
  expect(rows.every((row) => (row.segment === 'ENTERPRISE') === (row.model === 'mine/1'))).toBe(true);
  expect(rows.map((row) => row.customer_id).sort()).toEqual([...listed.keys()].sort());
  for (const row of rows) expect(Math.abs(row.score - (listed.get(row.customer_id) ?? NaN))).toBeLessThan(0.1);
});

it('reads what was known before by the models that were active then', async () => {
  const rows = await trust('--as-of', toIso(UNTIL), '--known-at', toIso(UNTIL));
  expect(new Set(rows.map(({ model }) => model))).toEqual(new Set(['trust-beta/3']));
});

it('takes a registered model by its id, and a document that is not registered by its path', async () => {
  const known = ['--as-of', toIso(NOW), '--known-at', toIso(NOW)];
  const registered = await trust(...known, '--model', 'mine/1');
  const file = join(folder.path, 'mine.json');
  writeFileSync(file, JSON.stringify({ ...MINE, id: 'mine/draft' }));
  const drafted = await trust(...known, '--model', file);
  expect(drafted.map(({ score }) => score)).toEqual(registered.map(({ score }) => score));
  expect(new Set(drafted.map(({ model }) => model))).toEqual(new Set(['mine/draft']));
  await expect(trust('--model', 'theirs/1')).rejects.toThrow(
    'there are mine/1, trust-beta/3, trust-beta/1, trust-beta/2',
  );
});

it('says in evidence and state by which model it weighed', async () => {
  const [enterprise] = (await trust('--as-of', toIso(NOW))).filter(({ segment }) => segment === 'ENTERPRISE');
  const customer = enterprise?.customer_id ?? '';
  const state = JSON.parse(
    await rapportHere(folder.path, 'replay', 'state', customer, '--as-of', toIso(NOW), '--json'),
  ) as {
    model: string;
    trust: { score: number };
  };
  expect([state.model, state.trust.score.toFixed(9)]).toEqual(['mine/1', enterprise?.score.toFixed(9)]);
  const evidence = linesOf<Row>(await rapportHere(folder.path, 'export', 'evidence', '--as-of', toIso(NOW)));
  expect(new Set(evidence.filter((row) => row.customer_id === customer).map(({ model }) => model))).toEqual(
    new Set(['mine/1']),
  );
});
