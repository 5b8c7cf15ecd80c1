import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from '#deployment';
import type { ContactType, FactsIn } from '#relationship';
import { temporaryFolder, within } from '../../../../test/kit/deployment.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const CANARY = 'Canary-Zwitscherling';
const isInViews = (): boolean =>
  readdirSync(folder.path)
    .filter((name) => name.startsWith('views.db'))
    .some((name) => readFileSync(join(folder.path, name)).includes(CANARY));

const record = async <T extends ContactType>(
  { log }: Deployment,
  type: T,
  customerId: string,
  facts?: FactsIn<T>,
): Promise<void> => {
  await log.record({ type, input: { customerId, ...facts }, recordedBy: 'test', correlationId: 'test' });
};

it('takes an erased name out of the views at once, though many other rows are put off', () =>
  within(folder.path, async (deployment) => {
    await record(deployment, 'RelationshipOpened', 'erased', { name: CANARY });
    await deployment.projector.catchUp();
    expect(isInViews()).toBe(true);
    for (let i = 0; i < 150; i += 1) await record(deployment, 'RelationshipOpened', `other-${i}`);
    await record(deployment, 'CustomerErased', 'erased');
    await deployment.projector.catchUp();
    expect(isInViews()).toBe(false);
    const { rows } = await deployment.views.relationships({ first: 200, now: Date.now() });
    expect(rows.find(({ row }) => row.customerId === 'erased')?.row.name).toBe('[erased]');
    expect(rows).toHaveLength(151);
  }));

it('makes up for it after the next start where somebody else was in the way', async () => {
  await within(folder.path, async (deployment) => {
    await record(deployment, 'RelationshipOpened', 'erased', { name: CANARY });
    await deployment.projector.catchUp();
    await within(folder.path, async (reader) => {
      // A reader that stands in the middle of an old state of the file keeps it from being tidied.
      await reader.db.transaction().execute(async (trx) => {
        await trx.selectFrom('relationships').selectAll().execute();
        await record(deployment, 'CustomerErased', 'erased');
        await deployment.projector.catchUp();
        expect(isInViews()).toBe(true);
      });
    });
    await record(deployment, 'RelationshipOpened', 'other');
    await deployment.projector.catchUp();
    expect(isInViews()).toBe(false);
  });
});
