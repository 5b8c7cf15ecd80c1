import type { Vantage } from '#read-models';
import { temporaryFolder, within } from '../../../../test/kit/deployment.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

it('a list of what was known before an erasure forgets the name, though it was made before', () =>
  within(folder.path, async ({ log, projector, relationships, snapshots, store }) => {
    const record = async (type: string, input: object) => {
      await log.record({ type, input: { customerId: 'fox', ...input }, recordedBy: 'test', correlationId: 'test' });
      await projector.catchUp();
      await relationships.refresh();
    };
    await record('RelationshipOpened', { name: 'Zebulon Quark' });
    const position = await store.head();
    const nothing = { asOf: null, knownAt: null, position: null, model: null };
    const vantages: Vantage[] = [
      { ...nothing, position },
      { ...nothing, knownAt: Date.now() },
    ];
    // Time goes on, so that the erasure is recorded later.
    await new Promise((resolve) => setTimeout(resolve, 2));
    const named = async (vantage: Vantage) => {
      const { views, now } = await snapshots.open(vantage);
      const { rows } = await views.relationships({ first: 9, now: now() });
      const found = await views.relationships({ first: 9, now: now(), filter: { search: 'quark' } });
      return { names: rows.map(({ row }) => row.name), found: found.rows.length };
    };
    for (const vantage of vantages) expect(await named(vantage)).toEqual({ names: ['Zebulon Quark'], found: 1 });
    await record('CustomerErased', {});
    for (const vantage of vantages) expect(await named(vantage)).toEqual({ names: ['[erased]'], found: 0 });
  }));
