// A Postgres with the log, killed, paused and cut off under writers and a follower.
import { setTimeout as pause } from 'node:timers/promises';
import { PostgresEventStore, type PostgresOptions, type StoredEvent } from '#event-store';
import { seeded } from '../contract/history-writer.js';
import { all, anEvent, aStream, followUntil } from '../contract/log-under-test.js';
import { verdictOn, type Verdict } from '../faults/verdict.js';
import { Workload } from '../faults/workload.js';
import { PostgresServer } from '../kit/postgres.js';

const WRITERS = 12;
const STREAMS = 24;
/** Acknowledged between two faults at least. */
const APPENDS_A_CYCLE = 25;

/** Short, so that an outage outlasts it and outcomes stay unknown. */
const PATIENCE: PostgresOptions = { appendPatienceMs: 300, attemptMs: 1_000, readPatienceMs: 20_000, lookEveryMs: 100 };

type Fault = {
  readonly name: string;
  readonly strike: (server: PostgresServer, random: () => number) => Promise<void>;
};

const FAULTS: readonly Fault[] = [
  {
    name: 'killed and started again',
    async strike(server, random) {
      await server.crash();
      await pause(random() * 400);
      await server.startAgain();
    },
  },
  {
    name: 'paused and resumed',
    async strike(server, random) {
      server.pause();
      await pause(50 + random() * 600);
      server.resume();
    },
  },
  {
    name: 'cut several times',
    async strike(server, random) {
      for (let i = 0; i < 4; i += 1) {
        await server.cut();
        await pause(random() * 40);
      }
    },
  },
];

export async function sufferLogFaults(
  cycles: number,
  seed = 1,
  tell: (cycle: number, name: string) => void = () => undefined,
): Promise<Verdict> {
  const random = seeded(seed);
  const server = await PostgresServer.start();
  const url = await server.createDatabase('log');
  const open = () => PostgresEventStore.open(url, PATIENCE);
  const stores = [await open(), await open()];
  const reader = await open();
  const last = anEvent();
  const following: Promise<StoredEvent[]> = followUntil(reader, last.id);
  const workload = new Workload(stores, Array.from({ length: STREAMS }, aStream), random);
  try {
    workload.start(WRITERS);
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const fault = FAULTS[cycle % FAULTS.length]!;
      await workload.progress(APPENDS_A_CYCLE);
      await fault.strike(server, random);
      tell(cycle + 1, fault.name);
    }
    await workload.progress(APPENDS_A_CYCLE);
    await workload.stop();
    const closing = await PostgresEventStore.open(url);
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
