import { openDeployment, type Deployment } from '#deployment';
import { type ContactType, type FactsIn, toIso } from '#relationship';
import { temporaryFolder } from '../kit/deployment.js';
import { storageIn } from '../kit/views.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 2, 2, 9);
let now = START;
let folder: ReturnType<typeof temporaryFolder>;
let deployment: Deployment;

beforeEach(async () => {
  now = START;
  folder = temporaryFolder();
  deployment = await openDeployment(await storageIn(folder.path), () => now);
  await record('RelationshipOpened', { owner: 'ben' });
});
afterEach(async () => {
  await deployment.close();
  folder.remove();
});

const record = async <T extends ContactType>(type: T, facts: Partial<FactsIn<T>> & { occurredAt?: string } = {}) => {
  const input = { customerId: 'acme', ...facts };
  const { refusals } = await deployment.log.record({ type, input, recordedBy: 'test', correlationId: 'test' });
  expect(refusals).toEqual([]);
  await deployment.projector.catchUp();
};

const look = async () => {
  const appended = await deployment.watcher.look();
  await deployment.projector.catchUp();
  return appended;
};

const markers = async () => {
  const timeline = await deployment.log.timelineOf('acme');
  return [...(timeline?.recorded() ?? [])]
    .filter(({ type }) => type === 'ObligationLapsed' || type === 'BandCrossed')
    .map(({ type, data, at }) => [
      type,
      (data as { kind?: string; to?: string }).kind ?? (data as { to?: string }).to,
      at - START,
    ]);
};

it('says once that a due time passed, however often it looks', async () => {
  await record('ExpectationSet', { expectationId: 'E', dueAt: toIso(START + DAY) });
  now = START + DAY;
  expect(await look()).toBe(0);
  now += 1;
  expect(await look()).toBe(1);
  expect(await look()).toBe(0);
  expect(await markers()).toEqual([['ObligationLapsed', 'DELIVER', DAY]]);
});

it('says what passed while it was down, met late or not', async () => {
  await record('ExpectationSet', { expectationId: 'E', dueAt: toIso(START + DAY) });
  now = START + 3 * DAY;
  await record('ExpectationMet', { expectationId: 'E' });
  now = START + 4 * DAY;
  await look();
  expect(await markers()).toContainEqual(['ObligationLapsed', 'DELIVER', DAY]);
});

it('says it once when several look at once', async () => {
  await record('ExpectationSet', { expectationId: 'E', dueAt: toIso(START + DAY) });
  now = START + DAY + 1;
  const other = await openDeployment(await storageIn(folder.path), () => now);
  await Promise.all([deployment.watcher.look(), other.watcher.look()]);
  await other.close();
  await deployment.projector.catchUp();
  expect(await markers()).toHaveLength(1);
});

it('says that time alone moved a band, at the very millisecond', async () => {
  for (let n = 0; n < 12; n += 1) await record('CheckInHeld');
  for (const id of ['A', 'B', 'C', 'D']) {
    await record('ExpectationSet', { expectationId: id });
    await record('ExpectationMet', { expectationId: id });
  }
  now = START + 900 * DAY;
  await look();
  const crossed = (await markers()).filter(([type]) => type === 'BandCrossed');
  expect(crossed.map(([, to]) => to)).toContain('INSUFFICIENT_EVIDENCE');
  const [, , at] = crossed[0] as [string, string, number];
  expect(at).toBeGreaterThan(0);
  expect(at).toBeLessThan(900 * DAY);
});

it('changes no score', async () => {
  await record('ExpectationSet', { expectationId: 'E', dueAt: toIso(START + DAY) });
  now = START + 2 * DAY;
  const page = () => deployment.views.relationships({ first: 1, now });
  const before = (await page()).rows[0]?.row.score;
  expect(await look()).toBeGreaterThan(0);
  expect((await page()).rows[0]?.row.score).toBe(before);
});

it('takes nothing back when a call that came in time is recorded late: the lapse then no longer counts', async () => {
  await record('ExpectationSet', { expectationId: 'E', dueAt: toIso(START + DAY) });
  now = START + 2 * DAY;
  await look();
  const classes = async () => (await deployment.log.timelineOf('acme'))?.evidence().map((entry) => entry.class);
  expect(await classes()).toContain('expectation_missed_unannounced');
  await record('ProactiveCallMade', { about: { expectationId: 'E' }, news: 'BAD', occurredAt: toIso(START + HOUR) });
  expect(await classes()).not.toContain('expectation_missed_unannounced');
  expect(await classes()).toContain('expectation_missed_forewarned');
});

describe('what it has to catch up with', () => {
  const customers = Array.from({ length: 60 }, (_, n) => `customer-${n}`);
  beforeEach(async () => {
    const promise = { occurredAt: toIso(START), expectationId: 'E', dueAt: toIso(START + DAY) };
    for (const customerId of customers)
      for (const [type, facts] of [
        ['RelationshipOpened', {}],
        ['ExpectationSet', promise],
      ] as const)
        await deployment.log.record({
          type,
          input: { customerId, ...facts },
          recordedBy: 'test',
          correlationId: 'test',
        });
    await deployment.projector.catchUp();
    now = START + 2 * DAY;
  });

  it('is appended in groups, with a pause after each', async () => {
    const appends = jest.spyOn(deployment.log, 'mark');
    const groups: number[] = [];
    const pace = async () => {
      groups.push(appends.mock.calls.length);
    };
    expect(await deployment.watcher.look(undefined, pace)).toBeGreaterThanOrEqual(customers.length);
    expect(groups[0]).toBeGreaterThan(1);
    expect(groups.length).toBeLessThan(10);
    await deployment.projector.catchUp();
    expect(await deployment.watcher.look(undefined, pace)).toBe(0);
  });

  it('goes on after a stop between two groups', async () => {
    const stopping = new AbortController();
    const first = await deployment.watcher.look(stopping.signal, async () => stopping.abort());
    expect(first).toBeGreaterThan(0);
    await deployment.projector.catchUp();
    expect(await look()).toBeGreaterThan(first / 2);
    expect(await look()).toBe(0);
  });
});

describe('a history whose rows say when it was known', () => {
  /** As a process of its own: with a clock that the log uses, too. */
  const reopen = async () => {
    await deployment.close();
    deployment = await openDeployment(await storageIn(folder.path), { now: () => now, steady: null });
    await deployment.projector.catchUp();
  };
  const imported = async (type: ContactType, days: number, facts: object) => {
    const input = { customerId: 'older', occurredAt: toIso(START - days * DAY), ...facts };
    const recordedAt = START - days * DAY + HOUR;
    const request = { type, input, recordedBy: 'import:test', correlationId: 'test', recordedAt };
    expect((await deployment.log.record(request)).refusals).toEqual([]);
    await deployment.projector.catchUp();
  };

  it('gets no marker for what had passed before it was imported, and one for what passes later', async () => {
    await reopen();
    await imported('RelationshipOpened', 900, {});
    await imported('ExpectationSet', 800, { expectationId: 'long-ago', dueAt: toIso(START - 700 * DAY) });
    await imported('ExpectationSet', 600, { expectationId: 'to-come', dueAt: toIso(START + DAY) });
    await reopen();
    expect(await look()).toBe(0);
    expect(await deployment.db.selectFrom('to_watch').selectAll().execute()).toEqual([]);
    now = START + 2 * DAY;
    await look();
    const timeline = await deployment.log.timelineOf('older');
    const markers = [...(timeline?.recorded() ?? [])].filter(({ type }) => type === 'ObligationLapsed');
    // The promise was missed, and nobody said so within the four hours of notice.
    expect(markers.map(({ at }) => at)).toEqual([START + DAY, START + DAY + 4 * HOUR]);
  });
});
