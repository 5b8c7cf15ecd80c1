// A list in the past at 100,000 customers with ten contacts each: when a caller hears of it, how long it is prepared, and what a
// cheap query beside it takes meanwhile. RAPPORT_CUSTOMERS names another number of customers.
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openDeployment, type Deployment } from '#deployment';
import { SnapshotBeingPrepared, type Vantage } from '#read-models';
import { DAY_MS } from '#relationship';
import type { Constant } from './measure.js';
import { makeLargeStore } from './large-store.js';

const CUSTOMERS = Number(process.env.RAPPORT_CUSTOMERS ?? 100_000);

export async function pastBench(): Promise<readonly Constant[]> {
  const storage = await makeLargeStore({ customers: CUSTOMERS, contacts: 10, until: Date.now() });
  const opened = await openDeployment(storage);
  try {
    await opened.projector.catchUp();
    await opened.relationships.refresh();
    const before = process.memoryUsage().rss;
    const vantage: Vantage = { asOf: Date.now() - 100 * DAY_MS, knownAt: null, position: null, model: null };
    const beside = cheapQueries(opened);
    const from = performance.now();
    let firstAnswer: number | null = null;
    let rows = -1;
    while (rows < 0) {
      const asked = performance.now();
      try {
        const { views, now } = await opened.snapshots.open(vantage);
        rows = (await views.callsOwed({ first: 200, now: now() })).rows.length;
      } catch (error) {
        if (!(error instanceof SnapshotBeingPrepared)) throw error;
        await pause(500);
      }
      firstAnswer ??= performance.now() - asked;
    }
    const took = (performance.now() - from) / 1_000;
    const { p99, count } = await beside.stop();
    const again = performance.now();
    const { views, now } = await opened.snapshots.open(vantage);
    await views.relationships({ first: 200, now: now() });
    return [
      constant('a list in the past: first answer, progress or list', (firstAnswer ?? 0) / 1_000, 's'),
      constant('a list in the past: complete after', took, 's'),
      constant('a list in the past: asked again', performance.now() - again, 'ms'),
      constant('a list in the past: memory more than before', (process.memoryUsage().rss - before) / 1e6, 'MB'),
      constant('memory of the process at most', process.resourceUsage().maxRSS / 1024, 'MB'),
      constant(`a live list meanwhile, p99 of ${count}`, p99, 'ms'),
    ];
  } finally {
    await opened.close();
    rmSync(storage.dataDir, { recursive: true });
  }
}

function cheapQueries({ views }: Deployment) {
  const took: number[] = [];
  let isStopping = false;
  const running = (async () => {
    while (!isStopping) {
      const from = performance.now();
      await views.relationships({ first: 10, now: Date.now() });
      took.push(performance.now() - from);
      await pause(20);
    }
  })();
  return {
    async stop() {
      isStopping = true;
      await running;
      took.sort((a, b) => a - b);
      return { p99: took[Math.floor(took.length * 0.99)] ?? 0, count: took.length };
    },
  };
}

const constant = (name: string, value: number, unit: string): Constant => ({
  name,
  value: Math.round(value * 100) / 100,
  unit,
});
