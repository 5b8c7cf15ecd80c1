import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDeployment, type Deployment, readConfig } from '#deployment';
import { startApi } from '../../apps/api/src/start.js';
import { ClusterClient } from '../cluster/cluster-client.js';
import { PostgresServer } from '../kit/postgres.js';
import { until } from '../kit/until.js';

/** What became of a server whose Postgres was struck again and again while it was written to and read. */
export type FaultReport = {
  readonly faults: number;
  /** Contacts whose mutation answered that they are on record, and those that are, by the log and by the views. */
  readonly acknowledged: number;
  readonly inLog: number;
  readonly inViews: number;
  /** Reads that were answered, and those refused because the views could not be reached. */
  readonly reads: { readonly answered: number; readonly refused: number };
  /** Failures of any other kind; there should be none. */
  readonly unexpected: readonly string[];
  /** Whether the rows are those that a projector makes that nothing ever struck. */
  readonly isAsRebuilt: boolean;
};

const TOKEN = 'a-token-for-tests-alone';
const WRITERS = 4;
const CUSTOMERS = 5;
/** While the views cannot be reached. */
const REFUSALS = ['VIEWS_UNAVAILABLE', 'VIEWS_BEHIND'];

type Fault = (server: PostgresServer) => Promise<void>;
const stoodStillFor =
  (milliseconds: number): Fault =>
  async (server) => {
    server.pause();
    await delay(milliseconds);
    server.resume();
  };
const crashed: Fault = async (server) => {
  await server.crash();
  await delay(100);
  await server.startAgain();
};
const FAULTS: readonly Fault[] = [crashed, stoodStillFor(300), (server) => server.cut()];
/** Longer than any statement is waited for. */
const STOOD_STILL_LONG = stoodStillFor(8_000);
const LONG_EVERY = 20;

/** @param faults how many, one after the other @param told of each when all is well again */
export async function sufferFaults(
  faults: number,
  told: (done: number) => void = () => undefined,
): Promise<FaultReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-faults-'));
  const server = await PostgresServer.start();
  const viewsUrl = await server.createDatabase('rapport');
  const storage = { dataDir, viewsUrl };
  const api = await startApi({ ...readConfig({ PORT: '0', ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'silent' }), storage });
  const client = new ClusterClient(api.url, TOKEN);
  const unexpected: string[] = [];
  const reads = { answered: 0, refused: 0 };
  let [acknowledged, isOver] = [0, false];

  for (let n = 0; n < CUSTOMERS; n += 1) await client.record('openRelationship', { customerId: `c${n}` });
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let n = 0; !isOver; n += 1) {
      const input = { customerId: `c${n % CUSTOMERS}`, idempotencyKey: `${writer}:${n}` };
      await client.record('recordCheckIn', input).then(
        () => (acknowledged += 1),
        (error: unknown) => unexpected.push(`write: ${String(error)}`),
      );
    }
  });
  const read = async (): Promise<boolean> => {
    const { errors = [] } = await client.send(
      '{ relationships { edges { node { customerId } } freshness { isCurrent } } }',
    );
    const codes = errors.map(({ extensions }) => extensions.code);
    if (codes.length === 0) reads.answered += 1;
    else if (codes.every((code) => REFUSALS.includes(code))) reads.refused += 1;
    else unexpected.push(`read: ${codes.join()}`);
    return codes.length === 0;
  };
  const reader = (async () => {
    while (!isOver) {
      await read().catch((error: unknown) => unexpected.push(`read: ${String(error)}`));
      await delay(10);
    }
  })();

  for (let done = 0; done < faults; done += 1) {
    const fault = done % LONG_EVERY === LONG_EVERY - 1 ? STOOD_STILL_LONG : FAULTS[done % FAULTS.length];
    await fault?.(server);
    // Own writes are read again without anything being restarted but Postgres.
    await until(async () => {
      const position = await client.record('recordCheckIn', { customerId: 'c0' });
      acknowledged += 1;
      const { errors } = await client.send('{ relationships { edges { cursor } } }', {}, position);
      return errors === undefined;
    });
    told(done + 1);
  }
  isOver = true;
  await Promise.all([...writers, reader]);
  await api.stop();
  const counted = await countIn(storage);
  const rebuilt = await countIn({ dataDir, viewsUrl: await server.createDatabase('rebuilt') });
  await server.stop();
  rmSync(dataDir, { recursive: true });
  return {
    faults,
    acknowledged,
    inLog: counted.inLog,
    inViews: counted.inViews,
    reads,
    unexpected,
    isAsRebuilt: counted.rows === rebuilt.rows,
  };
}

/** What log and views hold of check-ins, and every row that is a function of the log alone. */
async function countIn(storage: Parameters<typeof openDeployment>[0]) {
  const deployment: Deployment = await openDeployment(storage);
  try {
    const { db, projector, relationships, store } = deployment;
    await projector.catchUp();
    await relationships.refresh();
    let inLog = 0;
    for await (const batch of store.readAll()) inLog += batch.filter(({ type }) => type === 'CheckInHeld').length;
    const contacts = await db.selectFrom('contacts').selectAll().orderBy('position').execute();
    const read = await db.selectFrom('relationships').selectAll().orderBy('customer_id').execute();
    // When each was read differs.
    const rows = read.map((row) => ({ ...row, read_at: null }));
    const inViews = contacts.filter(({ type }) => type === 'CheckInHeld').length;
    return { inLog, inViews, rows: JSON.stringify([contacts, rows]) };
  } finally {
    await deployment.close();
  }
}
