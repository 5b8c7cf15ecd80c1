import { TRUST_BETA_1, type Scenario, type StressSummary } from '#trust';
import type { RelationshipsInWorkers, Workers } from './relationships-in-workers.js';
import { StressDesk, StressDeskBusy } from './stress-desk.js';
import type { WorkerThread } from './worker-thread.js';

const missed = (withinDays: number): Scenario => ({ is: 'PROMISES_MISSED', withinDays });

const NOTHING: StressSummary = {
  totals: { concerned: 0, lost: 0, crossings: [], fell: 0, kept: 0, valueAtRisk: new Map(), calls: 0, isFewest: true },
  byOwner: new Map(),
  bySegment: new Map(),
  models: [],
  looked: 0,
};

/** A desk whose one worker answers when it is told to. */
function deskWith() {
  const runs: { readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  const forgotten: string[] = [];
  const ask = (what: string, asked: { readonly runId: string }) => {
    if (what === 'forget') forgotten.push(asked.runId);
    if (what !== 'run') return Promise.resolve(what === 'lines' ? [] : null);
    return new Promise((resolve, reject) => runs.push({ end: () => resolve(NOTHING), fail: reject }));
  };
  const threads = [{ ask, hasEnded: false } as unknown as WorkerThread];
  const workers: Workers = { threads, position: 1, modelsAt: 0, size: 5, latest: 0 };
  const relationships = { upToDate: async () => workers } as unknown as RelationshipsInWorkers;
  const clock = { now: 1_000 };
  const sources = {
    open: async () => ({ relationships, now: () => clock.now }),
    hold: () => {},
    release: () => {},
    end: async () => {},
  };
  return { desk: new StressDesk(sources, () => [TRUST_BETA_1]), runs, forgotten, clock };
}

it('takes on as many stress tests as may be under way, and the next once one has ended', async () => {
  const { desk, runs } = deskWith();
  const [first] = await Promise.all([1, 2, 3, 4].map((days) => desk.begin(missed(days))));
  await expect(desk.begin(missed(5))).rejects.toThrow(StressDeskBusy);
  expect(await desk.begin(missed(1))).toBe(first);
  runs[0]?.end();
  await first?.ended;
  expect(first?.progress).toEqual({ done: 5, total: 5 });
  expect((await desk.begin(missed(5))).isUnderWay).toBe(true);
});

it('keeps the last few, and lets the workers forget the others', async () => {
  const { desk, runs, forgotten } = deskWith();
  const ids: string[] = [];
  for (let days = 1; days <= 9; days += 1) {
    const run = await desk.begin(missed(days));
    ids.push(run.id);
    runs.at(-1)?.end();
    await run.ended;
  }
  expect(forgotten).toEqual([ids[0]]);
  expect(ids.map((id) => desk.find(id) !== null)).toEqual([false, ...Array.from({ length: 8 }, () => true)]);
});

it('begins anew what failed, and after a minute', async () => {
  const { desk, runs, clock } = deskWith();
  const first = await desk.begin(missed(1));
  runs[0]?.fail(new Error('out of memory'));
  await expect(first.ended).rejects.toThrow('out of memory');
  expect([first.isUnderWay, first.summary]).toEqual([false, null]);
  const second = await desk.begin(missed(1));
  expect(second).not.toBe(first);
  clock.now += 59_999;
  expect(await desk.begin(missed(1))).toBe(second);
  clock.now += 1;
  expect(await desk.begin(missed(1))).not.toBe(second);
});
