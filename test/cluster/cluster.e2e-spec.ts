// Three nodes in processes of their own, on one log, the stand-in's, and one Postgres.
import { ClusterClient } from './cluster-client.js';
import { rapportWith } from '../import/rapport.js';
import { untilHeard } from '../e2e/listening.js';
import { until } from '../kit/until.js';
import { Cluster } from './cluster.js';

const TOKEN = 'a-token-for-tests-alone';
const START_WITHIN_MS = 60_000;

type Change = {
  readonly customerId: string;
  readonly cause: {
    readonly contact: { readonly type: string } | null;
    readonly obligation: { readonly kind: string } | null;
  };
};

let cluster: Cluster;
const at = (node: number): ClusterClient => new ClusterClient(cluster.nodes[node]?.says ?? '', TOKEN);
/** The leader first. */
const ranked = async (): Promise<[number, number, number]> => {
  for (;;) {
    const leader = await cluster.leader();
    if (leader !== null) return [leader, (leader + 1) % 3, (leader + 2) % 3];
  }
};

beforeAll(async () => {
  cluster = await Cluster.start({ nodes: 3, port: 0, token: TOKEN });
}, START_WITHIN_MS);
afterAll(() => cluster.stop());

it(
  'serves as one: own writes are read, changes are heard and time is told, whichever node leads, dies or stands still',
  async () => {
    const [leader, listener, other] = await ranked();
    await at(leader).record('openRelationship', { customerId: 'kept', name: 'Kept' });
    const dueAt = new Date(Date.now() + 2_000).toISOString();
    const began = await at(other).record('setExpectation', { customerId: 'kept', expectationId: 'E', dueAt });

    const client = at(listener).socket(began);
    const heard: Change[] = [];
    const changes = client.iterate<{ trustChanged: Change }>({
      query: 'subscription { trustChanged { customerId cause { contact { type } obligation { kind } } } }',
    });
    const listening = (async () => {
      for await (const { data } of changes) if (data?.trustChanged) heard.push(data.trustChanged);
    })().catch(() => undefined);
    await untilHeard(client);

    let opened = 0;
    /** Writes on one node, reads on another. */
    const writeAndRead = async (writer: number, reader: number): Promise<void> => {
      const customerId = `customer-${(opened += 1)}`;
      const position = await at(writer).record('openRelationship', { customerId });
      const found = await at(reader).contacts(['RelationshipOpened'], position);
      expect(found.map((contact) => contact.customerId)).toContain(customerId);
    };

    for (let i = 0; i < 12; i += 1) await writeAndRead(i % 3, (i + 1) % 3);

    await cluster.nodes[leader]?.kill();
    for (let i = 0; i < 4; i += 1) await writeAndRead(i % 2 ? listener : other, i % 2 ? other : listener);
    await cluster.restart(leader);
    await writeAndRead(other, leader);

    const [second, third, fourth] = await ranked();
    cluster.nodes[second]?.pause();
    for (let i = 0; i < 4; i += 1) await writeAndRead(i % 2 ? third : fourth, i % 2 ? fourth : third);
    cluster.nodes[second]?.resume();
    await writeAndRead(second, third);
    await writeAndRead(fourth, second);

    const lapsed = async () => at(other).contacts(['ObligationLapsed']);
    const isLapse = ({ cause }: Change) => cause.obligation !== null;
    const openings = () => heard.filter(({ cause }) => cause.contact !== null).map(({ customerId }) => customerId);
    await until(async () => (await lapsed()).length > 0 && heard.some(isLapse) && openings().length >= opened);
    expect(openings()).toEqual(Array.from({ length: opened }, (_, i) => `customer-${i + 1}`));
    expect(heard.filter(isLapse)).toMatchObject([{ customerId: 'kept', cause: { obligation: { kind: 'DELIVER' } } }]);
    for (const node of [0, 1, 2]) {
      expect(await at(node).contacts(['ObligationLapsed'])).toHaveLength(1);
      expect(await at(node).contacts(['RelationshipOpened'])).toHaveLength(opened + 1);
    }
    await client.dispose();
    await listening;
  },
  START_WITHIN_MS,
);

it('is what the command line works on with the settings that it says', async () => {
  const { settings } = cluster;
  expect(Object.keys(settings)).toEqual(['DATA_DIR', 'EVENT_STORE_URL', 'VIEWS_URL']);
  await at(0).record('openRelationship', { customerId: 'told', name: 'Told' });
  const asked = ['replay', 'events', '--customer', 'told', '--with-names', '--json'];
  const { code, stdout, stderr } = await rapportWith(settings, ...asked).ended;
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Told');
});
