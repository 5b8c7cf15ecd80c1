import type { Transaction } from 'kysely';
import { UNREADABLE_TEXT } from '#contact-log';
import type {
  CountedTable,
  NameWordsTable,
  RelationshipsTable,
  StandingsTable,
  ViewsSchema,
} from '../database/database.js';
import { insertMany } from './bulk.js';
import { wordsIn } from './words.js';

type Named = Pick<RelationshipsTable, 'customer_id' | 'name'>;

/** The words by which a relationship is found: those of its name, until it is erased, and of the customer's id. Those of other ids: aliasWords. */
function nameWords({ customer_id, name }: Named): NameWordsTable[] {
  const words = new Set([...wordsIn(customer_id), ...(name === UNREADABLE_TEXT ? [] : wordsIn(name))]);
  return [...words].map((word) => ({ customer_id, word }));
}

/** Another id that leads to a relationship. */
export type Alias = { readonly customer_id: string; readonly alias: string };

function aliasWords(aliases: readonly Alias[], rows: readonly NameWordsTable[]): NameWordsTable[] {
  const known = new Set(rows.map(keyOf));
  const words = aliases.flatMap(({ customer_id, alias }) => wordsIn(alias).map((word) => ({ customer_id, word })));
  return words.filter((row) => !known.has(keyOf(row)) && known.add(keyOf(row)));
}

/** What a relationship is counted by. */
const countedRow = (row: RelationshipsTable, { band }: Pick<StandingsTable, 'band'>): CountedTable => ({
  customer_id: row.customer_id,
  closed: row.closed,
  owner: row.owner,
  cover_owner: row.cover_owner,
  cover_until: row.cover_until,
  segment: row.segment,
  band,
});

/**
 * Writes what search and counts read. Only differences are written: most contacts change none of it. Call it in the
 * transaction that writes the rows, which excludes other writers.
 * @param customerIds also of relationships that no longer have a row
 */
export async function writeFoundBy(
  trx: Transaction<ViewsSchema>,
  customerIds: readonly string[],
  rows: readonly RelationshipsTable[],
  { standings, aliases }: { readonly standings: readonly StandingsTable[]; readonly aliases: readonly Alias[] },
): Promise<void> {
  const words = rows.flatMap(nameWords);
  await writeWords(trx, customerIds, [...words, ...aliasWords(aliases, words)]);
  const bands = new Map(standings.map((standing) => [standing.customer_id, standing]));
  await writeCounted(
    trx,
    customerIds,
    rows.flatMap((row) => {
      const standing = bands.get(row.customer_id);
      return standing === undefined ? [] : [countedRow(row, standing)];
    }),
  );
}

async function writeWords(
  trx: Transaction<ViewsSchema>,
  customerIds: readonly string[],
  words: readonly NameWordsTable[],
): Promise<void> {
  const before = await trx.selectFrom('name_words').selectAll().where('customer_id', 'in', customerIds).execute();
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const added = words.filter((row) => !old.delete(keyOf(row)));
  for (const { customer_id, word } of old.values())
    await trx.deleteFrom('name_words').where('customer_id', '=', customer_id).where('word', '=', word).execute();
  await insertMany(trx, 'name_words', added);
}

const keyOf = ({ customer_id, word }: NameWordsTable): string => JSON.stringify([customer_id, word]);

async function writeCounted(
  trx: Transaction<ViewsSchema>,
  customerIds: readonly string[],
  rows: readonly CountedTable[],
): Promise<void> {
  const before = await trx.selectFrom('counted').selectAll().where('customer_id', 'in', customerIds).execute();
  const old = new Map(before.map((row) => [row.customer_id, row]));
  const changed = rows.filter((row) => !isSame(old.get(row.customer_id), row));
  for (const row of rows) old.delete(row.customer_id);
  if (old.size > 0)
    await trx
      .deleteFrom('counted')
      .where('customer_id', 'in', [...old.keys()])
      .execute();
  await insertMany(trx, 'counted', changed, 'customer_id');
}

const isSame = (old: CountedTable | undefined, row: CountedTable): boolean =>
  old !== undefined &&
  old.closed === row.closed &&
  old.owner === row.owner &&
  old.cover_owner === row.cover_owner &&
  old.cover_until === row.cover_until &&
  old.segment === row.segment &&
  old.band === row.band;

/** Writes the bands that time alone has changed. */
export async function writeBands(
  trx: Transaction<ViewsSchema>,
  standings: readonly Pick<StandingsTable, 'customer_id' | 'band'>[],
): Promise<void> {
  for (const { customer_id, band } of standings)
    await trx.updateTable('counted').set({ band }).where('customer_id', '=', customer_id).execute();
}
