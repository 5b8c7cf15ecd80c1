import { join } from 'node:path';
import Database from 'better-sqlite3';
import { temporaryFolder, within } from '../kit/deployment.js';

const NOW = Date.UTC(2026, 2, 2, 9);

/** Takes the views back to what a release wrote that knew nothing of renewals. */
function forgetRenewals(dataDir: string): void {
  const views = new Database(join(dataDir, 'views.db'));
  for (const index of ['renewal', 'value']) views.exec(`drop index relationships_by_${index}`);
  for (const column of ['renews_at', 'value_amount', 'value_currency'])
    views.exec(`alter table relationships drop column ${column}`);
  views.exec('drop table of_log; drop table parked');
  views.exec("delete from kysely_migration where name in ('0002_renewal', '0003_of_log', '0004_parked')");
  views.close();
}

it('given views of an earlier release, when it starts, then lists know when each relationship is renewed', async () => {
  const folder = temporaryFolder();
  const input = {
    customerId: 'acme',
    occurredAt: '2026-01-05T09:00:00Z',
    renewsAt: '2027-01-01T00:00:00Z',
    value: { amount: 5, currency: 'EUR' },
  };
  const list = () =>
    within(
      folder.path,
      async ({ views }) => {
        const { rows } = await views.relationships({ first: 10, now: NOW, filter: { renewsFrom: NOW } });
        return rows.map(({ row: { customerId, value } }) => [customerId, value]);
      },
      () => NOW,
    );
  await within(
    folder.path,
    async ({ log, projector, relationships }) => {
      await log.record({ type: 'RelationshipOpened', input, recordedBy: 'test', correlationId: 'test' });
      await projector.catchUp();
      await relationships.refresh();
    },
    () => NOW,
  );
  expect(await list()).toEqual([['acme', input.value]]);
  forgetRenewals(folder.path);
  expect(await list()).toEqual([['acme', input.value]]);
  folder.remove();
});
