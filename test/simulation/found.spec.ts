// What the simulation found, each by itself.
import { ADMIN } from '#access';
import { KeyRing } from '#contact-log';
import { ensureIdentity, MemoryEventStore, pause } from '#event-store';
import { TRUST_BETA_1 } from '#trust';
import { RecordContact } from '../../apps/api/src/recording/record-contact.js';
import { DAY_ZERO } from '../kit/given.js';
import { Node } from './node.js';
import { Tables } from './tables.js';

let tables: Tables;
let memory: MemoryEventStore;
let keys: KeyRing;
const started: Node[] = [];
beforeAll(async () => (tables = await Tables.open()));
beforeEach(async () => {
  await tables.empty();
  [memory, keys] = [new MemoryEventStore(), new KeyRing(':memory:')];
  await ensureIdentity(memory);
});
afterEach(async () => {
  for (const node of started.splice(0)) await node.projector.stop();
  keys.close();
});
afterAll(() => tables.close());

const aNode = (store = memory, now = DAY_ZERO) =>
  new Node({ store, keys, db: tables.lived, now: () => now, steady: null, pause });

const start = async (node: Node) => {
  started.push(node);
  node.projector.start();
};

const open = (node: Node, idempotencyKey = 'key') =>
  node.handler.execute(new RecordContact('RelationshipOpened', { customerId: 'acme', idempotencyKey }, ADMIN, 'test'));

it('a node that read the models before another one activated one weighs by it', async () => {
  const [first, second] = [aNode(), aNode()];
  await second.models.read();
  await start(first);
  expect((await open(first)).recorded).not.toBeNull();
  await start(second);
  await second.projector.waitUntilShown((await memory.head()) ?? 0n, 10_000);
  expect(second.models.activeFor(null).id).toBe(first.models.activeFor(null).id);
  expect(second.models.activeFor(null).id).not.toBe(TRUST_BETA_1.id);
});

it('whoever waits before a projector begins is woken when it has', async () => {
  const [first, second] = [aNode(), aNode()];
  await start(first);
  await open(first);
  const head = (await memory.head()) ?? 0n;
  await first.projector.waitFor(head, 10_000);
  const told = second.projector.waitUntilTold(head, 2_000);
  await start(second);
  expect(await told).toBe(true);
});

it('of two nodes that record one key at once, both answer with what is on record', async () => {
  const [first, second] = [aNode(), aNode(memory, DAY_ZERO + 5)];
  for (const each of [first, second]) await start(each);
  const answers = await Promise.all([open(first), open(second)]);
  const [one, other] = answers.map(({ recorded }) => recorded?.contact);
  expect(one?.id).toBe(other?.id);
  expect(one?.recordedAt).toBe(other?.recordedAt);
  expect(answers.map(({ recorded }) => recorded?.replayed).sort()).toEqual([false, true]);
});
