// What the adapter's tests share: a stand-in of a test's own, and stores on it.
import { setImmediate as turn } from 'node:timers/promises';
import { KurrentEventStore, type KurrentOptions } from '#event-store';
import { startStandIn, type StandIn, type StandInOptions } from '../kurrentdb/stand-in.js';
import type { LogRecord } from '../kurrentdb/database/records.js';

/** So that what is not answered is soon tried again; patience itself is long, whatever else the machine does. */
export const IMPATIENT: KurrentOptions = {
  appendPatienceMs: 15_000,
  attemptMs: 150,
  readPatienceMs: 15_000,
  readAttemptMs: 250,
  silenceMs: 150,
};

export class OnStandIn {
  private readonly stores: KurrentEventStore[] = [];

  private constructor(readonly server: StandIn) {}

  static async start(options: StandInOptions = {}): Promise<OnStandIn> {
    return new OnStandIn(await startStandIn(options));
  }

  store(options: KurrentOptions = IMPATIENT, url = this.server.url): KurrentEventStore {
    const store = new KurrentEventStore(url, options);
    this.stores.push(store);
    return store;
  }

  /** What the server holds of a stream, whatever it shows of it. */
  stored(stream: string): readonly LogRecord[] {
    return this.server.database.records.filter((record) => record.stream === stream);
  }

  async dispose(): Promise<void> {
    this.server.faults.clear();
    await Promise.all(this.stores.map((store) => store.close()));
    await this.server.stop();
  }
}

/**
 * What nobody caught while the work was done: by default each would end the process.
 * @param server whose late answers are part of it; left out where it is gone when the work is done
 */
export async function uncaughtDuring(work: () => Promise<unknown>, server?: StandIn): Promise<unknown[]> {
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => void uncaught.push(error);
  process.on('unhandledRejection', note).on('uncaughtException', note);
  try {
    await work();
    if (server !== undefined) await heardOut(server);
    // A rejection that nobody handles is told of before the next turn.
    await turn();
  } finally {
    process.off('unhandledRejection', note).off('uncaughtException', note);
  }
  return uncaught;
}

/** Waits for an answer of the server that it gives after all late ones. */
async function heardOut(server: StandIn): Promise<void> {
  await server.faults.delaysOver();
  const asking = new KurrentEventStore(server.url);
  await asking.head();
  await asking.close();
}
