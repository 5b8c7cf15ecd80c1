import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#deployment';
import type { RunningApi } from '../../apps/api/src/start.js';
import { PostgresServer, databaseNamed } from '../kit/postgres.js';
import { Receiver } from '../kit/receiver.js';
import { startApi } from '../kit/start-api.js';
import { until } from '../kit/until.js';

const TOKEN = 'a-token-for-tests-alone';

let postgres: PostgresServer;
let receiver: Receiver;
const folder = mkdtempSync(join(tmpdir(), 'rapport-alerts-'));
const database = databaseNamed(folder);
const nodes: RunningApi[] = [];

beforeAll(async () => {
  postgres = await PostgresServer.shared();
  receiver = await Receiver.start();
  const url = await postgres.createDatabase(database);
  for (const name of ['a', 'b']) nodes.push(await node(name, url));
});
afterAll(async () => {
  await Promise.all(nodes.map((each) => each.stop()));
  await receiver.stop();
  await postgres.dropDatabase(database);
  rmSync(folder, { recursive: true });
});

/** Nodes that share log, keys and views. */
const node = (name: string, url: string): Promise<RunningApi> =>
  startApi(
    readConfig({
      ...{
        PORT: '0',
        ADMIN_TOKEN: TOKEN,
        LOG_LEVEL: 'silent',
        STOP_DELAY_SECONDS: '0',
        ALERT_NETWORKS: '127.0.0.1/32',
      },
      ...{ DATA_DIR: join(folder, name), EVENT_STORE_URL: url, VIEWS_URL: url },
    }),
    { watchEveryMs: 20, sending: { pausesMs: [0] } },
  );

async function ask(of: RunningApi, query: string): Promise<unknown> {
  const response = await fetch(of.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

const told = () => receiver.received.map(({ body }) => (JSON.parse(body) as { subject: string }).subject);

it('goes on with delivery on another node when the one that delivers ends, and tells nothing again', async () => {
  const [first, second] = nodes as [RunningApi, RunningApi];
  await ask(
    second,
    `mutation { declareAlertEndpoint(input: { endpointId: "e", url: "${receiver.url}/", form: CLOUD_EVENTS }) { endpoint { endpointId } } }`,
  );
  await ask(
    second,
    'mutation { declareAlertRule(input: { endpointId: "e", kind: BLIND_SPOT }) { rule { ruleId } userErrors { code } } }',
  );
  const misstate = async (of: RunningApi, customerId: string) => {
    await ask(of, `mutation { openRelationship(input: { customerId: "${customerId}" }) { replayed } }`);
    await ask(
      of,
      `mutation { recordMisstatement(input: { customerId: "${customerId}", what: "A date" }) { replayed } }`,
    );
  };
  await misstate(second, 'one');
  await until(() => told().length === 1);
  nodes.shift();
  await first.stop();
  await misstate(second, 'two');
  await until(() => told().includes('two'));
  expect(told()).toEqual(['one', 'two']);
});
