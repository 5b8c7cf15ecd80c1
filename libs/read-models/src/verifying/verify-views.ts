import { sql } from 'kysely';
import type { ContactLog } from '#contact-log';
import { identityOf, type EventStore } from '#event-store';
import type { ModelLog } from '#model-log';
import { openSqliteViews, type ViewsDatabase } from '../database/database.js';
import { migrateViews } from '../database/migrations.js';
import { misfitOf, positionOf } from '../database/views-of-log.js';
import { Projector } from '../projecting/projector.js';
import { RelationshipViews } from '../rows/relationship-views.js';
import { COMPARED, comparedTable } from './compared-tables.js';
import {
  calibrationDifferences,
  checkpointDifferences,
  schemaDifferences,
  strayNotes,
  sumAnswers,
} from './derived-checks.js';
import { differencesIn, SERVED, type Difference, type TableDifferences } from './differences.js';
import { LogUpTo } from './log-up-to.js';
import { parkedDifferences } from './parked-compared.js';
import { RowsRemade } from './rows-remade.js';
import type { LeftOut } from './shadow-rows.js';

export type VerifyParts = {
  readonly store: EventStore;
  /** Of the whole log, and of the log up to a position. */
  readonly logOf: (store: EventStore) => ContactLog;
  readonly modelsOf: (store: EventStore) => ModelLog;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

export type VerifyOptions = {
  /** The copy of the views: an SQLite file that nobody else has open. */
  readonly copy: string;
  /** Whether the copy has the tables as they were, not as the copy made them. */
  readonly isFile: boolean;
  readonly reach: (stage: 'rebuild' | 'compare', done: number, total: number) => void;
  readonly signal: AbortSignal;
};

export type Verification = {
  /** Up to which position of the log the views were complete. */
  readonly position: number;
  readonly relationships: number;
  /** How many relationships were not compared, and why. */
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  /** Empty if every value of the views follows from the log. */
  readonly differences: readonly TableDifferences[];
};

/**
 * Builds the views anew in a shadow, from the log up to the position of the views, and compares every value. Each row is made
 * as of when the views say that theirs was made, so that time alone makes no difference.
 */
export async function verifyViews(parts: VerifyParts, options: VerifyOptions): Promise<Verification> {
  const served = openSqliteViews(options.copy, { readOnly: true });
  // A file without a name, which is gone with the process.
  const shadow = openSqliteViews('');
  try {
    return await verified(parts, options, served, shadow);
  } finally {
    await shadow.destroy();
    await served.destroy();
  }
}

async function verified(
  { store, logOf, modelsOf, now }: VerifyParts,
  { copy, isFile, reach, signal }: VerifyOptions,
  served: ViewsDatabase,
  shadow: ViewsDatabase,
): Promise<Verification> {
  const position = Number(await positionOf(served));
  const nothing = { pending: 0, parked: 0, 'erased meanwhile': 0, 'of an earlier release': 0 };
  const misfit = await misfitOf(served, store, await identityOf(store)).catch((error: unknown) => {
    if (signal.aborted) throw error;
    return 'ahead' as const;
  });
  if (misfit !== null) {
    const first = { table: 'of_log', row: 'one 1', says: MISFITS[misfit] };
    return { position, relationships: 0, leftOut: nothing, differences: [{ table: 'of_log', rows: 1, first }] };
  }
  await migrateViews(shadow);
  await sql`attach ${copy} as ${sql.id(SERVED)}`.execute(shadow);
  const upTo = new LogUpTo(store, BigInt(position));
  const models = modelsOf(upTo);
  await models.read();
  const bounded = new RelationshipViews(shadow, logOf(upTo), models, () => now);
  reach('rebuild', 0, 1);
  await new Projector(upTo, shadow, bounded, models).catchUp();
  signal.throwIfAborted();
  const found: Difference[] = isFile ? await schemaDifferences(shadow) : [];
  found.push(...(await checkpointDifferences(served, position, Number(models.lastActivation))));
  const { leftOut, relationships, differences } = await new RowsRemade(
    { shadow, log: logOf(store), models, now },
    served,
  ).run({ reach: (done, total) => reach('compare', done, total), signal });
  found.push(...differences, ...(await parkedDifferences(upTo, served)));
  await sumAnswers(shadow);
  const compared: TableDifferences[] = [];
  for (const name of Object.keys(COMPARED)) {
    signal.throwIfAborted();
    const table = comparedTable(name, await columnsIn(shadow, name));
    const different = table === null ? null : await differencesIn(shadow, table);
    if (different !== null) compared.push(different);
  }
  found.push(...(await calibrationDifferences(served)), ...(await strayNotes(served)));
  return { position, relationships, leftOut, differences: [...grouped(found), ...compared] };
}

const MISFITS = {
  'another log': 'the views are those of another log',
  'another place': 'the views were made from this log in another place',
  ahead: 'the views hold events that the log does not have',
};

async function columnsIn(shadow: ViewsDatabase, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(shadow);
  return rows.map(({ name }) => name);
}

/** By table, in the order in which they were found. */
function grouped(found: readonly Difference[]): TableDifferences[] {
  return [...Map.groupBy(found, ({ table }) => table)].map(([table, differences]) => ({
    table,
    rows: differences.length,
    first: differences[0] as Difference,
  }));
}
