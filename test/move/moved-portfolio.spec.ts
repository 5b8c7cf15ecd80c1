// A portfolio, moved from one machine to a cluster by the command line, answers as it did.
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDeployment, type StorageSettings } from '#deployment';
import { runDemo } from '../../apps/cli/src/demo/run-demo.js';
import { rapportWith } from '../import/rapport.js';
import { startStandIn, type StandIn } from '../kurrentdb/stand-in.js';
import { embedded, fill, removeScratch, scratch } from './logs.js';

const NOW = Date.UTC(2026, 5, 1);

let server: StandIn;
beforeAll(async () => {
  server = await startStandIn();
});
afterAll(async () => {
  await server.stop();
  removeScratch();
});

/** What lists and single relationships show, save for positions, which are each log's own. */
async function shown(storage: StorageSettings) {
  const deployment = await openDeployment(storage, () => NOW);
  try {
    await deployment.projector.catchUp();
    await deployment.relationships.refresh();
    const portfolio = await deployment.views.relationships({ first: 100, now: NOW, filter: { includeClosed: true } });
    const owed = await deployment.views.callsOwed({ first: 1_000, now: NOW });
    const contacts = [];
    for (const { row } of portfolio.rows)
      for (const contact of (await deployment.log.timelineOf(row.customerId))?.recorded() ?? []) {
        const { position: _, ...rest } = deployment.log.opened(contact);
        contacts.push(rest);
      }
    return { portfolio: portfolio.rows.map(({ row }) => row), owed: owed.rows.map(({ row }) => row), contacts };
  } finally {
    await deployment.close();
  }
}

it('shows the same scores, names, debts and contacts', async () => {
  const here = { dataDir: scratch() };
  await runDemo({ seed: 3, customers: 2, until: NOW, storage: here }, () => NOW);
  const before = await shown(here);
  expect(before.portfolio).toHaveLength(2);
  expect(before.contacts.length).toBeGreaterThan(20);

  const [file, there] = [join(scratch(), 'log.ndjson.gz'), scratch()];
  const out = await rapportWith({ DATA_DIR: here.dataDir }, 'export', 'log', file, '--json').ended;
  expect(out).toMatchObject({ code: 0, stderr: '' });
  const cluster = { DATA_DIR: there, EVENT_STORE_URL: server.url };
  const into = await rapportWith(cluster, 'import', 'log', file).ended;
  expect(into).toMatchObject({ code: 0, stderr: '' });
  expect(into.stdout).toContain((JSON.parse(out.stdout) as { sha256: string }).sha256);
  expect(into.stdout).toContain("customers' keys");
  copyFileSync(join(here.dataDir, 'keys.db'), join(there, 'keys.db'));

  expect(await shown({ dataDir: there, eventStoreUrl: server.url })).toEqual(before);
});

it('says in one sentence why not, and ends with 2', async () => {
  const [from, file] = [embedded(), join(scratch(), 'log.ndjson')];
  await fill(from, 0);
  await rapportWith({ DATA_DIR: from.dataDir }, 'export', 'log', file).ended;
  const cluster = { DATA_DIR: scratch(), EVENT_STORE_URL: server.url };
  const { code, stdout, stderr } = await rapportWith(cluster, 'import', 'log', file).ended;
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: 'the target holds more than the 0 events of the file\n',
  });
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(3);
});
