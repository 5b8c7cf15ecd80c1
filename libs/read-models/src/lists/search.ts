import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { ViewsDatabase } from '../database/database.js';
import { wordsIn } from '../rows/words.js';

/** A search for relationships: each word begins a word of the name, or of the customer's id. */
export type Search = {
  /** The word that the fewest begin with, where so few do that it is read first; null: each row is asked instead. */
  readonly rarest: string | null;
  readonly words: readonly string[];
};

/** More are not sorted by the order of the list: it is read in its own order until a page is full. */
const FEW = 1_000;
/** After every word, for both databases compare texts by their bytes. */
const LAST = '\u{10ffff}';

/** @returns null if the text has no word: it does not narrow a list */
export async function searchFor(db: ViewsDatabase, text: string | null | undefined): Promise<Search | null> {
  const words = wordsIn(text ?? '');
  if (words.length === 0) return null;
  let rarest: { readonly word: string | null; readonly times: number } = { word: null, times: FEW + 1 };
  for (const word of words) {
    const times = await timesUpTo(db, word, rarest.times);
    if (times < rarest.times) rarest = { word, times };
  }
  return { rarest: rarest.word, words };
}

/** How many words begin with this one; no more than `most` are counted. */
async function timesUpTo(db: ViewsDatabase, word: string, most: number): Promise<number> {
  const found = await db.selectFrom('name_words').select('word').where(beginsWith(word)).limit(most).execute();
  return found.length;
}

const beginsWith = (word: string): RawBuilder<SqlBool> =>
  sql`"name_words"."word" >= ${word} and "name_words"."word" < ${`${word}${LAST}`}`;

/** Condition for the relationships that are searched. @param table its name: it has a column customer_id */
export function isFound({ rarest, words }: Search, table: string): RawBuilder<SqlBool> {
  const column = sql.ref(`${table}.customer_id`);
  const conditions = words.map((word) =>
    word === rarest
      ? sql`${column} in (select "customer_id" from "name_words" where ${beginsWith(word)})`
      : sql`exists (select 1 from "name_words" where "name_words"."customer_id" = ${column} and ${beginsWith(word)})`,
  );
  return sql`${sql.join(conditions, sql` and `)}`;
}
