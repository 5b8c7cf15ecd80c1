import { readdirSync } from 'node:fs';
import { SnapshotBeingPrepared, SnapshotGivenUp, Snapshots, type FillApart, type Vantage } from '#read-models';
import { fillingIn, type Deployment } from '#deployment';
import { temporaryFolder, within } from '../kit/deployment.js';
import { runDemo } from '../../apps/cli/src/demo/run-demo.js';

// A snapshot of many relationships is filled in a worker thread, and is what one made in the process is.

const CUSTOMERS = 12;
let folder: ReturnType<typeof temporaryFolder>;
beforeAll(async () => {
  folder = temporaryFolder();
  await runDemo({ seed: 1, customers: CUSTOMERS, until: null, storage: { dataDir: folder.path } });
});
afterAll(() => folder.remove());

const opened = <T>(act: (deployment: Deployment) => Promise<T>): Promise<T> =>
  within(folder.path, async (deployment) => {
    await deployment.projector.catchUp();
    await deployment.relationships.refresh();
    return act(deployment);
  });

const anotherTime = (): Vantage => ({ asOf: Date.now() - 60 * 86_400_000, knownAt: null, position: null, model: null });

const lists = async (snapshots: Snapshots, vantage: Vantage) => {
  const { views, now, position } = await snapshots.open(vantage);
  return {
    position,
    relationships: (await views.relationships({ first: 200, now: now(), filter: { includeClosed: true } })).rows,
    callsOwed: (await views.callsOwed({ first: 200, now: now() })).rows,
    needs: (await views.needs({ first: 200 })).rows,
  };
};

const apart = ({ db, log, models, clock }: Deployment, fillApart: FillApart, patienceMs = 60_000): Snapshots =>
  new Snapshots({ db, log, models, now: clock.now }, { fillApart, mostInProcess: 0, patienceMs });

it('is the same as one that is made in the process, and leaves no file behind', () =>
  opened(async (deployment) => {
    const filling = fillingIn({ dataDir: folder.path }, deployment.clock.now);
    const vantage = anotherTime();
    for (const asked of [vantage, { ...vantage, knownAt: vantage.asOf }, { ...vantage, position: 40n }]) {
      const made = await lists(apart(deployment, filling), asked);
      expect(made).toEqual(await lists(deployment.snapshots, asked));
      expect(made.relationships.length).toBeGreaterThan(0);
    }
    expect(readdirSync(folder.path).filter((name) => name.startsWith('snapshot-'))).toEqual([]);
  }));

it('says how far it is to who cannot wait, goes on, and answers who asks again', () =>
  opened(async (deployment) => {
    let orders = 0;
    let finish: () => void = () => undefined;
    const filling = fillingIn({ dataDir: folder.path }, deployment.clock.now);
    const snapshots = apart(
      deployment,
      async (order, reach, signal) => {
        orders += 1;
        reach(CUSTOMERS / 4);
        await new Promise<void>((resolve) => (finish = resolve));
        return filling(order, reach, signal);
      },
      1,
    );
    const vantage = anotherTime();
    for (let asked = 0; asked < 2; asked += 1) {
      const refused: unknown = await snapshots.open(vantage).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(SnapshotBeingPrepared);
      expect((refused as SnapshotBeingPrepared).share).toBeCloseTo(0.25);
    }
    finish();
    for (;;) {
      const answer: unknown = await snapshots.open(vantage).catch((error: unknown) => error);
      if (!(answer instanceof SnapshotBeingPrepared)) break;
    }
    expect((await lists(snapshots, vantage)).relationships.length).toBeGreaterThan(0);
    expect(orders).toBe(1);
  }));

it('is given up once it is closed, and leaves no file behind', () =>
  opened(async (deployment) => {
    const filling = fillingIn({ dataDir: folder.path }, deployment.clock.now);
    const failures: unknown[] = [];
    const snapshots = apart(
      deployment,
      (order, reach, signal) =>
        filling(order, reach, signal).catch((error: unknown) => {
          failures.push(error);
          throw error;
        }),
      1,
    );
    await snapshots.open(anotherTime()).catch(() => undefined);
    await snapshots.close();
    expect(failures).toEqual([expect.any(SnapshotGivenUp)]);
    expect(readdirSync(folder.path).filter((name) => name.startsWith('snapshot-'))).toEqual([]);
  }));
