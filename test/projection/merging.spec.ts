import { fillingIn, verifyStores, type Deployment } from '#deployment';
import { Snapshots } from '#read-models';
import { toIso } from '#relationship';
import { temporaryFolder, within } from '../kit/deployment.js';
import { forgetViews, storageIn } from '../kit/views.js';

// What lists show of relationships that are merged, and of those that no longer are.

const BY = { recordedBy: 'ana', correlationId: 'test' };
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const on = (day: number) => ({ occurredAt: toIso(START + day * DAY_MS) });

let folder: ReturnType<typeof temporaryFolder>;
let now = START;
beforeEach(() => {
  folder = temporaryFolder();
  now = START + 40 * DAY_MS;
});
afterEach(() => folder.remove());

const inOffice = <T>(act: (deployment: Deployment) => Promise<T>): Promise<T> =>
  within(
    folder.path,
    async (deployment) => {
      await deployment.projector.catchUp();
      return act(deployment);
    },
    () => now,
  );

async function say({ log, projector }: Deployment, type: string, input: object) {
  now += 1_000;
  const { recorded, refusals } = await log.record({ type, input, ...BY });
  if (recorded === null) throw new Error(`${refusals[0]?.code} ${refusals[0]?.field}`);
  await projector.catchUp();
  return recorded;
}

/** Three relationships, `a` with an issue and a promise, all of `ana` but `c`. */
async function begin(deployment: Deployment): Promise<void> {
  for (const customerId of ['a', 'b', 'c'])
    await say(deployment, 'RelationshipOpened', {
      customerId,
      ...on(0),
      name: `Firm ${customerId.toUpperCase()}`,
      owner: customerId === 'c' ? 'ben' : 'ana',
    });
  await say(deployment, 'IssueReported', { customerId: 'a', ...on(1), issueId: 'I', raisedBy: 'CUSTOMER' });
  const dueAt = toIso(START + 60 * DAY_MS);
  await say(deployment, 'ExpectationSet', { customerId: 'a', ...on(2), expectationId: 'E', dueAt });
  await say(deployment, 'CheckInHeld', { customerId: 'b', ...on(3) });
  await say(deployment, 'RequestDeclined', { customerId: 'a', ...on(4), requestId: 'R', needId: 'N' });
}

const merge = (deployment: Deployment, customerId = 'b', absorbedId = 'a') =>
  say(deployment, 'RelationshipsMerged', { customerId, absorbedId });

const scope = () => ({ answeredBy: ['ana'], at: now });

async function shown({ views }: Pick<Deployment, 'views'>) {
  const { rows } = await views.relationships({ first: 9, now });
  const owed = await views.callsOwed({ first: 9, now });
  const needs = await views.waitingFor(['N']);
  return {
    relationships: rows.map(({ row }) => [row.customerId, row.name]).sort(),
    owedBy: [...new Set(owed.rows.map(({ row }) => row.customerId))].sort(),
    waiting: needs.get('N')?.map(({ customerId }) => customerId),
  };
}

const TWO = [
  ['a', 'Firm A'],
  ['b', 'Firm B'],
  ['c', 'Firm C'],
];

async function differences() {
  const signal = new AbortController().signal;
  return (await verifyStores(await storageIn(folder.path), { now, reach: () => undefined, signal })).differences;
}

it('lists show one relationship from a merge on, and two again once it is retracted', async () => {
  const [before, merged] = await inOffice(async (deployment) => {
    await begin(deployment);
    const first = await shown(deployment);
    expect(first.relationships).toEqual(TWO);
    expect(first.waiting).toEqual(['a']);
    const position = await deployment.store.head();
    const { contact } = await merge(deployment);
    return [{ position, at: now - 1, first }, contact];
  });
  await inOffice(async (deployment) => {
    const { views, snapshots } = deployment;
    const after = await shown(deployment);
    expect(after.relationships.map(([id]) => id)).toEqual(['b', 'c']);
    expect(after.owedBy).toContain('b');
    expect(after.owedBy).not.toContain('a');
    expect(after.waiting).toEqual(['b']);
    const found = await views.relationships({ first: 9, now, filter: { search: 'a' } });
    expect(found.rows.map(({ row }) => row.customerId)).toContain('b');
    const ofAna = await views.contacts({ first: 99, filter: { scope: scope() } });
    expect(ofAna.rows.map(({ row }) => row.contact.type)).toContain('IssueReported');
    const known = { position: before.position, knownAt: before.at };
    for (const vantage of [
      { asOf: null, knownAt: null, position: known.position, model: null },
      { asOf: null, knownAt: known.knownAt, position: null, model: null },
    ]) {
      const opened = await snapshots.open(vantage);
      expect((await shown(opened)).relationships).toEqual(TWO);
      const ofA = { customerId: 'a', knownAt: vantage.knownAt, upToPosition: vantage.position };
      const contacts = await views.contacts({ first: 99, filter: ofA });
      expect(new Set(contacts.rows.map(({ row }) => row.contact.data.customerId))).toEqual(new Set(['a']));
    }
    const asOf = await snapshots.open({ asOf: START + 1.5 * DAY_MS, knownAt: null, position: null, model: null });
    expect((await shown(asOf)).relationships.map(([id]) => id)).toEqual(['b', 'c']);
  });
  expect(await differences()).toEqual([]);
  await forgetViews(folder.path);
  const rebuilt = await inOffice(shown);
  expect(rebuilt.relationships.map(([id]) => id)).toEqual(['b', 'c']);
  expect(await differences()).toEqual([]);
  await inOffice(async (deployment) => {
    const during = await deployment.store.head();
    await say(deployment, 'ContactRetracted', { customerId: 'a', contactId: merged.id });
    expect((await shown(deployment)).relationships).toEqual(TWO);
    const then = await deployment.snapshots.open({ asOf: null, knownAt: null, position: during, model: null });
    expect((await shown(then)).relationships.map(([id]) => id)).toEqual(['b', 'c']);
  });
  expect(await differences()).toEqual([]);
  await forgetViews(folder.path);
  expect((await inOffice(shown)).relationships).toEqual(TWO);
  expect(await differences()).toEqual([]);
});

it('a chain of merges is one relationship, and erasing it clears the names of all', async () => {
  await inOffice(async (deployment) => {
    await begin(deployment);
    await merge(deployment);
    await say(deployment, 'CustomerIdentified', { customerId: 'a', externalId: 'desk:7' });
    await say(deployment, 'CheckInHeld', { customerId: 'desk:7', ...on(5) });
    await merge(deployment, 'c', 'b');
    expect((await shown(deployment)).relationships.map(([id]) => id)).toEqual(['c']);
    const found = await deployment.views.relationships({ first: 9, now, filter: { search: 'desk' } });
    expect(found.rows.map(({ row }) => row.customerId)).toEqual(['c']);
  });
  expect(await differences()).toEqual([]);
  await inOffice(async (deployment) => {
    await say(deployment, 'CustomerErased', { customerId: 'a' });
    expect((await shown(deployment)).relationships).toEqual([['c', '[erased]']]);
    const found = await deployment.views.relationships({ first: 9, now, filter: { search: 'firm' } });
    expect(found.rows).toEqual([]);
    const contacts = await deployment.views.contacts({ first: 99, filter: { customerId: 'c' } });
    const texts = contacts.rows.map(({ row }) => JSON.stringify(deployment.log.opened(row.contact).data));
    expect(texts.join()).not.toContain('Firm');
  });
  expect(await differences()).toEqual([]);
  await forgetViews(folder.path);
  expect((await inOffice(shown)).relationships).toEqual([['c', '[erased]']]);
});

it('a large snapshot, read stream by stream, is the one that is read relationship by relationship', async () => {
  await inOffice(async (deployment) => {
    await begin(deployment);
    const before = now;
    await merge(deployment);
    const apart = new Snapshots(
      { ...deployment, now: () => now },
      { fillApart: fillingIn(await storageIn(folder.path), () => now), mostInProcess: 0, patienceMs: 60_000 },
    );
    for (const knownAt of [before, now]) {
      const vantage = { asOf: null, knownAt, position: null, model: null };
      const [large, small] = [await apart.open(vantage), await deployment.snapshots.open(vantage)];
      expect(await shown(large)).toEqual(await shown(small));
    }
    await apart.close();
  });
});
