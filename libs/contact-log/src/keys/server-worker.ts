// The worker thread that talks to the Postgres of the keys. It also notices when another process has changed one.
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { migrateKeys } from './keys-schema.js';
import { FLAGS, type Answer, type Call, type ServerWork } from './server-call.js';

/** Nobody is held up by it. */
const OPEN_WITHIN_MS = 10_000;
const ATTEMPT_MS = 2_500;
const LONG_MS = 600_000;
/** Beside being told. */
const LOOK_EVERY_MS = 1_000;
export const CHANGED_CHANNEL = 'rapport_keys_changed';

/** Waits for the disk also where the server is set not to; what is stricter than that is left as it is. */
const DURABLE = `select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') in ('off', 'local')`;

async function open(config: pg.ClientConfig, isReadOnly: boolean): Promise<[]> {
  const client = new pg.Client({ ...config, query_timeout: 0, connectionTimeoutMillis: OPEN_WITHIN_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await migrateKeys(client, isReadOnly);
    return [];
  } finally {
    client.end().catch(() => undefined);
  }
}

async function serve({ flags, port }: ServerWork, config: pg.ClientConfig): Promise<void> {
  const onConnect = (client: pg.ClientBase): unknown => client.query(DURABLE);
  const pool = new pg.Pool({ ...config, max: 1, onConnect });
  pool.on('error', () => undefined);
  const ending = new AbortController();
  port.on('message', ({ call, statements, isLong }: Call) => {
    if (call === 0) return ending.abort();
    void answered(call, () => twice(() => inTransaction(pool, statements, isLong))).then((answer) => {
      port.postMessage(answer);
      Atomics.add(flags, FLAGS.answered, 1);
      Atomics.notify(flags, FLAGS.answered);
    });
  });
  const over = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));
  const changes = watchChanges(config, ending.signal, () => Atomics.add(flags, FLAGS.version, 1));
  await over;
  port.close();
  await Promise.all([changes, pool.end()]);
}

async function inTransaction(
  pool: pg.Pool,
  statements: Call['statements'],
  isLong: boolean,
): Promise<pg.QueryResultRow[]> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    let rows: pg.QueryResultRow[] = [];
    if (statements.length > 1) await client.query('begin');
    for (const [text, values = []] of statements) {
      // The driver takes the limit, although its type does not say so.
      const query = { text, values: values.map(asBuffers), query_timeout: isLong ? LONG_MS : ATTEMPT_MS };
      ({ rows } = await client.query<pg.QueryResultRow>(query as pg.QueryConfig));
    }
    if (statements.length > 1) await client.query('commit');
    return rows;
  } catch (error) {
    // A connection that is in the middle of something is not used again.
    failure = error as Error;
    throw error;
  } finally {
    client.release(failure);
  }
}

/** A buffer that comes from another thread is no Buffer any more. */
const asBuffers = (value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value) : Array.isArray(value) ? value.map(asBuffers) : value;

/** Every statement may be repeated, so an idle connection that was lost is noticed by nobody. */
async function twice<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isLost(error)) throw error;
    return act();
  }
}

async function answered(call: number, act: () => Promise<pg.QueryResultRow[]>): Promise<Answer> {
  try {
    return { call, rows: await act() };
  } catch (error) {
    const { code = '', message } = error as { readonly code?: string; readonly message: string };
    return { call, code, message: message === '' ? code : message, isLost: isLost(error) };
  }
}

/** No answer of the server, or one that says that it ends the session, starts or stops. */
const isLost = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || /^(08|57P0|25006)/.test(error.code ?? '');

/** Tells of each change, once it may be seen. What happens while there is no connection is found by the counter. */
async function watchChanges(config: pg.ClientConfig, signal: AbortSignal, changed: () => void): Promise<void> {
  let seen: string | null = null;
  while (!signal.aborted) {
    const client = new pg.Client(config);
    const wake = new EventTarget();
    client.on('error', () => undefined).on('notification', () => wake.dispatchEvent(new Event('wake')));
    try {
      await client.connect();
      await client.query(`listen ${CHANGED_CHANNEL}`);
      while (!signal.aborted) {
        const { rows } = await client.query<{ changes: string }>('select changes from rapport_keys.state');
        const changes = rows[0]?.changes ?? null;
        if (seen !== null && changes !== seen) changed();
        seen = changes;
        await woken(wake, signal);
      }
    } catch {
      await woken(wake, signal);
    } finally {
      client.end().catch(() => undefined);
    }
  }
}

const woken = (wake: EventTarget, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      wake.removeEventListener('wake', done);
      resolve();
    };
    const timer = setTimeout(done, LOOK_EVERY_MS);
    wake.addEventListener('wake', done);
    signal.addEventListener('abort', done);
  });

if (parentPort !== null) {
  const work = workerData as ServerWork;
  const config = {
    connectionString: work.url,
    application_name: `rapport keys ${process.pid}`,
    connectionTimeoutMillis: ATTEMPT_MS,
    query_timeout: ATTEMPT_MS,
    keepAlive: true,
  };
  parentPort.postMessage(await answered(0, () => open(config, work.isReadOnly)));
  await serve(work, config);
}
