import { openDeployment, type Deployment } from '#deployment';
import { streamOf } from '#contact-log';
import type { NewEvent } from '#event-store';
import { RelationshipsInWorkers, StressDesk } from '#read-models';
import { type ContactType, DAY_MS, type FactsIn, timelineAsOf, toIso } from '#relationship';
import { exposureOf, stressTest, TRUST_BETA_1, type Exposure, type Scenario, type StressLine } from '#trust';
import { benchHistory } from '../bench/history.js';
import { temporaryFolder } from '../kit/deployment.js';

const HISTORY = [...benchHistory(120, 1_200)];
const LAST = Date.parse(HISTORY.at(-1)?.event.data.occurredAt as string);
let now = LAST + 1;

const folder = temporaryFolder();
let deployment: Deployment;
beforeAll(async () => {
  deployment = await openDeployment({ dataDir: folder.path }, () => now);
  await append(HISTORY);
});
afterAll(async () => {
  await deployment.close();
  folder.remove();
});

async function append(events: readonly { readonly stream: string; readonly event: NewEvent }[]): Promise<void> {
  for (const { stream, event } of events) await deployment.store.append(stream, [event], 'any');
  await deployment.projector.catchUp();
}

let said = 0;
const saying = <T extends ContactType>(customerId: string, type: T, facts: FactsIn<T>) => {
  const id = `00000000-0000-4000-8000-${String((said += 1)).padStart(12, '0')}`;
  const data = { customerId, occurredAt: toIso(now), ...facts } as NewEvent['data'];
  const metadata = { v: 1, recordedAt: toIso(now), recordedBy: 'test', $correlationId: 'test', fingerprint: id };
  return { stream: streamOf(customerId), event: { id, type, data, metadata } };
};

const MISSED: Scenario = { is: 'PROMISES_MISSED', withinDays: 7 };
const SCENARIOS: readonly Scenario[] = [
  MISSED,
  { is: 'SERVICE_DELAYED', service: 'mail', byDays: 2 },
  { is: 'OWNER_SILENT', owner: 'owner-7', days: 30 },
];

/** Of every relationship, from its contacts. */
async function bookFromTheLog(): Promise<Exposure[]> {
  const book: Exposure[] = [];
  for (const customerId of new Set(HISTORY.map(({ event }) => event.data.customerId as string))) {
    const contacts = (await deployment.log.timelineOf(customerId))?.recorded() ?? [];
    const exposure = exposureOf(timelineAsOf(contacts, { asOf: now, knownAt: Infinity }), TRUST_BETA_1, now);
    if (exposure !== null) book.push(exposure);
  }
  return book;
}

const near = (line: StressLine): unknown =>
  JSON.parse(JSON.stringify(line), (_, value: unknown) => (typeof value === 'number' ? +value.toFixed(8) : value));

async function all(scenario: Scenario) {
  const run = await deployment.stress.begin(scenario);
  await run.ended;
  const lines: StressLine[] = [];
  for (let after: string | null = null; ;) {
    const page = await run.lines({ which: 'CONCERNED', first: 3, after });
    lines.push(...page.rows.map(({ row }) => row));
    if (!page.hasNextPage) return { run, lines };
    after = page.rows.at(-1)?.cursor ?? null;
  }
}

describe('a stress test of the book in the views', () => {
  it.each(SCENARIOS)('gives what the contacts in the log give: $is', async (scenario) => {
    const { run, lines } = await all(scenario);
    const expected = stressTest(await bookFromTheLog(), { scenario, asOf: now, models: [TRUST_BETA_1] });
    expect(expected.lines.length).toBeGreaterThan(0);
    expect(lines.map(near)).toEqual(expected.lines.map(near));
    expect(run.summary).toMatchObject({ looked: 120, totals: { concerned: expected.lines.length } });
    expect(run.summary?.totals.calls).toBe(expected.totals.calls);
  });

  it('is brought up to date by what was recorded since', async () => {
    const concerned = async () => (await all(MISSED)).lines.map(({ customerId }) => customerId);
    const promise = { expectationId: 'NEW', dueAt: toIso(now + DAY_MS) };
    const before = await concerned();
    const calm = HISTORY.map(({ event }) => event.data.customerId as string).find((each) => !before.includes(each));
    await append([saying(calm ?? '', 'ExpectationSet', promise)]);
    expect(await concerned()).toEqual(expect.arrayContaining([...before, calm]));
    now += 60_000;
    await append([saying(calm ?? '', 'RelationshipClosed', {})]);
    expect(await concerned()).not.toContain(calm);
    expect((await all(MISSED)).run.progress).toEqual({ done: 119, total: 119 });
  });

  it('is the same one when asked again within a minute with nothing recorded since, and another one later', async () => {
    const first = await deployment.stress.begin(MISSED);
    expect(await deployment.stress.begin(MISSED)).toBe(first);
    expect(deployment.stress.find(first.id)).toBe(first);
    expect(await deployment.stress.begin(MISSED, { owner: 'owner-7' })).not.toBe(first);
    now += 60_000;
    const second = await deployment.stress.begin(MISSED);
    expect(second).not.toBe(first);
    await Promise.all([first.ended, second.ended]);
  });

  it('is read at the last fact where the clock stands before it', async () => {
    now -= 10 * DAY_MS;
    const { run } = await all(MISSED);
    expect(run.question.asOf).toBeGreaterThan(now);
    now += 10 * DAY_MS;
  });

  it('is begun with new workers after one of them has ended', async () => {
    const { db, relationships } = deployment;
    const source = { db, refresh: () => relationships.refreshTo(), modelsChangedAt: () => 0 };
    const inWorkers = new RelationshipsInWorkers(source, 2);
    const sources = {
      open: async () => ({ relationships: inWorkers, now: () => now }),
      hold: () => {},
      release: () => {},
      end: () => inWorkers.end(),
    };
    const desk = new StressDesk(sources, () => [TRUST_BETA_1]);
    const run = await desk.begin(MISSED);
    const [thread] = (await inWorkers.upToDate()).threads;
    await run.ended;
    await thread?.end();
    await expect(thread?.ask('change', { rows: [] })).rejects.toThrow('the worker of the stress test has ended');
    await expect(run.lines({ which: 'CONCERNED', first: 1 })).rejects.toThrow();
    const again = await desk.begin(MISSED);
    expect(again).not.toBe(run);
    await again.ended;
    expect(again.progress).toEqual({ done: 119, total: 119 });
    await desk.close();
  });
});
