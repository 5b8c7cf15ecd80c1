import { setImmediate as yieldToLoop } from 'node:timers/promises';
import type { ViewsDatabase } from '../database/database.js';
import type { ExposureChange } from './exposure-row.js';

/** Where the exposures of a book are. */
export type ExposureSource = {
  readonly db: ViewsDatabase;
  /**
   * Brings the rows up to date.
   * @returns log position up to which they hold everything; what is committed while it runs may be among them or not
   */
  refresh(): Promise<number>;
  /** Log position of the last change of the models that scores are read by: every row may be another one since. */
  modelsChangedAt(): number;
};

const ROWS_AT_A_TIME = 1_000;

/**
 * The exposures whose relationships have contacts after a log position, a few at a time, others served in between. Rows
 * must have been refreshed. One that changes meanwhile comes again, never not at all: its position only grows.
 */
export async function* exposureChanges(db: ViewsDatabase, since: number): AsyncIterable<readonly ExposureChange[]> {
  for (let after = since; ;) {
    const rows = await db
      .selectFrom('exposures')
      .select(['customer_id', 'exposure', 'matters', 'position'])
      .where('position', '>', after)
      .orderBy('position')
      .limit(ROWS_AT_A_TIME)
      .execute();
    if (rows.length > 0) yield rows.map(({ customer_id, exposure, matters }) => [customer_id, exposure, matters]);
    if (rows.length < ROWS_AT_A_TIME) return;
    after = Number(rows.at(-1)?.position);
    await yieldToLoop();
  }
}
