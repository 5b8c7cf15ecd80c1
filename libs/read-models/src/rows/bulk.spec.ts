import { insertMany } from './bulk.js';
import { openSqliteViews, type StandingsTable, type ViewsDatabase } from '../database/database.js';
import { migrateViews } from '../database/migrations.js';

let db: ViewsDatabase;
beforeEach(async () => {
  db = openSqliteViews(':memory:');
  await migrateViews(db);
});
afterEach(() => db.destroy());

const standing = (score: number): StandingsTable => ({
  customer_id: 'acme',
  score,
  band: 'STEADY',
  lower: null,
  assessed_at: 1,
  reassess_at: null,
  lapses: 0,
});
const insert = (row: StandingsTable, upsertOn?: 'customer_id') =>
  db.transaction().execute((trx) => insertMany(trx, 'standings', [row], upsertOn));
const stored = () => db.selectFrom('standings').selectAll().execute();

it('replaces by the key, though the same table was filled without one before', async () => {
  await insert(standing(70));
  await insert(standing(40), 'customer_id');
  expect(await stored()).toEqual([standing(40)]);
});

it('replaces nothing where no key is named, though one was before', async () => {
  await insert(standing(70), 'customer_id');
  await expect(insert(standing(40))).rejects.toThrow(/UNIQUE/);
  expect(await stored()).toEqual([standing(70)]);
});

it('puts each value in its column, in whatever order the columns come', async () => {
  await insert(standing(70), 'customer_id');
  const { customer_id, score, ...rest } = standing(40);
  await insert({ score, ...rest, customer_id }, 'customer_id');
  expect(await stored()).toEqual([standing(40)]);
});
