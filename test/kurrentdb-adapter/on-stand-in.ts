// What the adapter's tests share: a stand-in of a test's own, and stores on it.
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

  /**
   * Waits until the server has said all that it has to say, late answers included. An error that nobody catches would end
   * a process; Jest fails the test that is under way then, so whatever may come must come before the test ends.
   */
  async heardOut(): Promise<void> {
    await this.server.faults.delaysOver();
    // Its answer to this comes after all of them.
    await this.store({}).head();
  }

  async dispose(): Promise<void> {
    this.server.faults.clear();
    await Promise.all(this.stores.map((store) => store.close()));
    await this.server.stop();
  }
}
