import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { identityOf } from '../../apps/cli/src/demo/demo-identity.js';
import type { DemoSummary } from '../../apps/cli/src/demo/demo-summary.js';
import { recordSimulation } from '../../apps/cli/src/demo/record-simulation.js';
import { runDemo, StoreTaken, type DemoOrder } from '../../apps/cli/src/demo/run-demo.js';
import { simulate } from '../../apps/cli/src/demo/simulate.js';
import { queries, summaryText } from '../../apps/cli/src/demo/summary-text.js';
import { temporaryFolder, within } from '../kit/deployment.js';

const UNTIL = Date.UTC(2026, 5, 17, 14, 30);
const SIMULATION = { seed: 3, customers: 10, until: UNTIL };
const now = () => UNTIL + 90_000;

describe('rapport demo', () => {
  const folders: ReturnType<typeof temporaryFolder>[] = [];
  const folder = (): string => {
    const made = temporaryFolder();
    folders.push(made);
    return made.path;
  };
  const order = (dataDir: string, more: Partial<DemoOrder> = {}): DemoOrder => ({
    ...SIMULATION,
    storage: { dataDir },
    ...more,
  });
  const eventIds = (dataDir: string): Promise<string[]> =>
    within(dataDir, async ({ store }) => {
      const ids: string[] = [];
      for await (const batch of store.readAll())
        ids.push(...batch.filter(({ stream }) => stream !== 'log').map(({ id }) => id));
      return ids.sort();
    });

  /** What was recorded, without what is made with the customers' keys: event ids, digests and sealed texts. */
  const contactsIn = (dataDir: string): Promise<string[]> =>
    within(dataDir, async ({ store }) => {
      const all: string[] = [];
      for await (const batch of store.readAll())
        all.push(...batch.map(({ stream, type, data }) => `${stream} ${type} ${JSON.stringify(data.occurredAt)}`));
      return all.sort();
    });

  const filled = folder();
  let summary: DemoSummary;
  beforeAll(async () => {
    summary = await runDemo(order(filled), now);
  });
  afterAll(() => folders.forEach((each) => each.remove()));

  it('fills an empty store, views included, and says what there is to see', () => {
    expect(summary.written).toBe(simulate(SIMULATION).contacts.length);
    const { bands, byType, portfolios } = summary;
    const open = Object.values(bands).reduce((sum, count) => sum + count, 0);
    expect(open).toBe(portfolios.reduce((sum, { relationships }) => sum + relationships, 0));
    expect(open).toBeGreaterThan(5);
    expect(byType.RelationshipOpened).toBe(10);
    const text = summaryText(summary, "/a folder/it's in");
    expect(text.split('\n').at(-1)).toBe(
      `Start the server on this demo: DATA_DIR='/a folder/it'\\''s in' npx rapport start`,
    );
    expect(text).toContain('am-harbour');
    for (const query of queries(summary)) expect(text).toContain(query);
  });

  it('begins the log with the model of a new store', async () => {
    const active = await within(filled, async ({ models }) => (await models.read()).activeFor(null).id);
    expect(active).toBe('trust-beta/3');
  });

  it('takes a store in which a server was started before: that models are active or in shadow is no contact', async () => {
    const dataDir = folder();
    await within(dataDir, async ({ models }) => {
      await models.activateOnEmptyLog();
      await models.shadowShipped();
    });
    expect((await runDemo(order(dataDir, { customers: 1 }), now)).written).toBeGreaterThan(0);
  });

  it('ends the year now, to the minute, where it is told nothing else', async () => {
    const { until } = await runDemo(order(folder(), { until: null, customers: 1 }), now);
    expect(until).toBe('2026-06-17T14:31:00.000Z');
  });

  it('adds nothing when it is there already, however much later it is run again', async () => {
    const ids = await eventIds(filled);
    const again = await runDemo(order(filled, { until: null }), () => UNTIL + 9e8);
    expect(again).toMatchObject({ written: 0, until: summary.until, contacts: summary.contacts });
    expect(await eventIds(filled)).toEqual(ids);
  });

  it('goes on where it was interrupted, as if it never had been', async () => {
    const halved = folder();
    const { contacts } = simulate(SIMULATION);
    const half = contacts.slice(0, contacts.length / 2);
    await within(halved, ({ log }) => recordSimulation(log, half, identityOf(SIMULATION)), now);
    const { written } = await runDemo(order(halved), now);
    expect(written).toBe(contacts.length - half.length);
    expect(await contactsIn(halved)).toEqual(await contactsIn(filled));
  });

  it('leaves a store alone that holds another demo or contacts of its own', async () => {
    const own = folder();
    const opening = { type: 'RelationshipOpened', input: { customerId: 'acme' }, recordedBy: 'me', correlationId: 'c' };
    await within(own, ({ log }) => log.record(opening));
    const orders = [order(filled, { seed: 4 }), order(filled, { until: UNTIL - 1 }), order(own)];
    for (const each of orders) {
      const before = await eventIds(each.storage.dataDir);
      await expect(runDemo(each, now)).rejects.toThrow(StoreTaken);
      expect(await eventIds(each.storage.dataDir)).toEqual(before);
    }
  });

  it('suggests queries that the schema knows', () => {
    const schema = buildSchema(readFileSync('apps/api/schema.gql', 'utf8'));
    const suggested = queries({ lowest: { customerId: 'amber-kettle', name: 'Amber Kettle Bakeries' } });
    expect(suggested).toHaveLength(2);
    for (const query of suggested) expect(validate(schema, parse(query))).toEqual([]);
  });
});
