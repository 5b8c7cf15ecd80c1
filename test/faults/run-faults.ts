// The stand-in of the log's server, stopped, paused, cut and restarted under writers and a follower.
import { KurrentEventStore, type KurrentOptions, type StoredEvent } from '#event-store';
import { seeded } from '../contract/history-writer.js';
import { all, anEvent, aStream, followUntil } from '../contract/log-under-test.js';
import { startStandIn } from '../kurrentdb/stand-in.js';
import { MISFORTUNES } from './misfortunes.js';
import { verdictOn, type Verdict } from './verdict.js';
import { Workload } from './workload.js';

const WRITERS = 12;
const STREAMS = 24;
const NODES = 3;
/** Acknowledged between two misfortunes at least. */
const APPENDS_A_CYCLE = 25;

/** Short, so that many an outage outlasts it and outcomes stay unknown. */
const PATIENCE: KurrentOptions = {
  appendPatienceMs: 300,
  attemptMs: 120,
  readPatienceMs: 5_000,
  readAttemptMs: 200,
  silenceMs: 200,
};

export type FaultsOptions = {
  readonly cycles: number;
  readonly seed: number;
  /** Told after each cycle. */
  readonly tell?: (cycle: number, misfortune: string, acknowledged: number) => void;
};

export async function runFaults({ cycles, seed, tell }: FaultsOptions): Promise<Verdict> {
  const random = seeded(seed);
  const server = await startStandIn({ nodes: NODES, serverVersion: '23.10.8' });
  const open = () => new KurrentEventStore(server.url, PATIENCE);
  const stores = [open(), open()];
  const reader = open();
  const last = anEvent();
  const following: Promise<StoredEvent[]> = followUntil(reader, last.id);
  const workload = new Workload(stores, Array.from({ length: STREAMS }, aStream), random);
  try {
    workload.start(WRITERS);
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const misfortune = MISFORTUNES[cycle % MISFORTUNES.length]!;
      await workload.progress(APPENDS_A_CYCLE);
      await misfortune.strike(server, random);
      tell?.(cycle + 1, misfortune.name, workload.acknowledged);
    }
    server.faults.clear();
    await workload.progress(APPENDS_A_CYCLE);
    await workload.stop();
    const closing = new KurrentEventStore(server.url);
    await closing.append(aStream(), [last], 'none');
    const log = await all(closing.readAll());
    await closing.close();
    return verdictOn(workload.attempts, log, await following);
  } finally {
    await workload.stop();
    await Promise.all([...stores, reader].map((store) => store.close()));
    await server.stop();
  }
}
