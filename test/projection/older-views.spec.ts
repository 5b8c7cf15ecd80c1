import { join } from 'node:path';
import Database from 'better-sqlite3';
import { temporaryFolder, within } from '../kit/deployment.js';

const NOW = Date.UTC(2026, 2, 2, 9);

/** Takes the views back to what a release wrote that knew nothing of search and counts. */
function forgetSearch(dataDir: string): void {
  const views = new Database(join(dataDir, 'views.db'));
  for (const table of ['name_words', 'counted', 'joined_ids']) views.exec(`drop table ${table}`);
  views.exec("delete from kysely_migration where name >= '0009'");
  views.close();
}

/** Takes the views back to what a release wrote that did not note when a relationship was read. */
function forgetReadAt(dataDir: string): void {
  forgetSearch(dataDir);
  const views = new Database(join(dataDir, 'views.db'));
  views.exec('alter table relationships drop column read_at');
  views.exec("delete from kysely_migration where name >= '0007'");
  views.close();
}

/** Takes the views back to what a release wrote that knew nothing of forecasts, and of all that came later. */
function forgetForecasts(dataDir: string): void {
  forgetReadAt(dataDir);
  const views = new Database(join(dataDir, 'views.db'));
  for (const table of ['promises_answered', 'answers_by_week', 'answers_changed', 'calibrations', 'of_log', 'parked'])
    views.exec(`drop table ${table}`);
  views.exec('alter table obligations drop column promise');
  views.exec('drop index contacts_by_customer');
  views.exec("delete from kysely_migration where name >= '0003'");
  views.close();
}

/** Takes the views back to what a release wrote that knew nothing of renewals. */
function forgetRenewals(dataDir: string): void {
  forgetForecasts(dataDir);
  const views = new Database(join(dataDir, 'views.db'));
  for (const index of ['renewal', 'value']) views.exec(`drop index relationships_by_${index}`);
  for (const column of ['renews_at', 'value_amount', 'value_currency'])
    views.exec(`alter table relationships drop column ${column}`);
  views.exec("delete from kysely_migration where name = '0002_renewal'");
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

it('given views of an earlier release, when it starts, then promises have forecasts from all answers on record', async () => {
  const folder = temporaryFolder();
  const forecasts = () =>
    within(
      folder.path,
      async ({ views }) => {
        const { rows } = await views.callsOwed({ first: 10, now: NOW, kinds: ['DELIVER'] });
        return rows.map(({ row: { forecast } }) => [forecast?.kept, forecast?.groupKept]);
      },
      () => NOW,
    );
  await within(
    folder.path,
    async ({ log, projector, relationships }) => {
      const said: readonly (readonly [type: string, input: object])[] = [
        ['RelationshipOpened', {}],
        ['ExpectationSet', { expectationId: 'E', dueAt: '2026-01-09T09:00:00Z' }],
        ['ExpectationMet', { expectationId: 'E' }],
        ['ExpectationSet', { expectationId: 'open', dueAt: '2026-03-09T09:00:00Z' }],
      ];
      for (const [type, facts] of said) {
        const input = { customerId: 'acme', occurredAt: '2026-01-05T09:00:00Z', ...facts };
        const recordedAt = Date.UTC(2026, 0, 5, 9);
        await log.record({ type, input, recordedAt, recordedBy: 'test', correlationId: 'test' });
      }
      await projector.catchUp();
      await relationships.refresh();
    },
    () => NOW,
  );
  expect(await forecasts()).toEqual([[1, 1]]);
  forgetForecasts(folder.path);
  expect(await forecasts()).toEqual([[1, 1]]);
  folder.remove();
});

it('given views that lost the trust of an opening, when it starts, then a relationship that was opened again has it', async () => {
  const folder = temporaryFolder();
  const file = () => new Database(join(folder.path, 'views.db'));
  const refreshed = () => within(folder.path, ({ relationships }) => relationships.refresh());
  await within(
    folder.path,
    async ({ log, projector, relationships }) => {
      const by = { type: 'RelationshipOpened', recordedBy: 'test', correlationId: 'test' };
      const first = { customerId: 'acme', occurredAt: '2026-02-05T09:00:00Z', openingTrust: 80 };
      await log.record({ ...by, input: first });
      await log.record({ ...by, input: { customerId: 'acme', occurredAt: '2026-01-05T09:00:00Z' } });
      await projector.catchUp();
      await relationships.refresh();
    },
    () => NOW,
  );
  const views = file();
  views.exec('update relationships set opening_trust = null');
  views.close();
  forgetReadAt(folder.path);
  await refreshed();
  const after = file();
  expect(after.prepare('select opening_trust from relationships').get()).toEqual({ opening_trust: 80 });
  after.close();
  folder.remove();
});

it('given views of an earlier release, when it starts, then every relationship is found and counted', async () => {
  const folder = temporaryFolder();
  const asked = () =>
    within(
      folder.path,
      async ({ views }) => {
        const { rows } = await views.relationships({ first: 10, now: NOW, filter: { search: 'ack' } });
        return [rows.map(({ row }) => row.customerId), (await views.relationshipCounts({ owner: 'ana' }, NOW)).total];
      },
      () => NOW,
    );
  await within(folder.path, async ({ log, projector, relationships }) => {
    const input = { customerId: 'acme', name: 'Bread by Äckermann', owner: 'ana' };
    await log.record({ type: 'RelationshipOpened', input, recordedBy: 'test', correlationId: 'test' });
    await projector.catchUp();
    await relationships.refresh();
  });
  expect(await asked()).toEqual([['acme'], 1]);
  forgetSearch(folder.path);
  expect(await asked()).toEqual([['acme'], 1]);
  folder.remove();
});

it('given views of an earlier release, when it starts, then an issue with a promise about it is read again', async () => {
  const folder = temporaryFolder();
  const owed = () =>
    within(
      folder.path,
      async ({ views }) => (await views.callsOwed({ first: 10, now: NOW })).rows.map(({ row }) => row.customerId),
      () => NOW,
    );
  await within(
    folder.path,
    async ({ log, projector, relationships }) => {
      const of = (customerId: string) => ({ customerId, occurredAt: '2026-03-01T09:00:00Z' });
      for (const customerId of ['acme', 'bolt', 'cedar']) {
        const by = { recordedBy: 'test', correlationId: 'test' };
        const record = (type: string, facts: object) =>
          log.record({ type, input: { ...of(customerId), ...facts }, ...by });
        await record('RelationshipOpened', {});
        if (customerId !== 'bolt') await record('IssueReported', { issueId: 'I', raisedBy: 'CUSTOMER' });
        if (customerId !== 'cedar')
          await record('ExpectationSet', { expectationId: 'E', dueAt: '2026-03-09T09:00:00Z' });
      }
      await projector.catchUp();
      await relationships.refresh();
    },
    () => NOW,
  );
  const views = new Database(join(folder.path, 'views.db'));
  views.exec("delete from obligations; drop table joined_ids; delete from kysely_migration where name >= '0010'");
  views.close();
  expect([...new Set(await owed())]).toEqual(['acme']);
  folder.remove();
});
