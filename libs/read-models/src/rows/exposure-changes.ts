import { setImmediate as yieldToLoop } from 'node:timers/promises';
import type { ViewsDatabase } from '../database/database.js';
import type { ExposureChange } from './exposure-row.js';

/** Where the exposures of relationships are. */
export type ExposureSource = {
  readonly db: ViewsDatabase;
  /**
   * Brings the rows up to date.
   * @returns log position up to which they are complete; they may also include later commits
   */
  refresh(): Promise<number>;
  /** Log position of the last change of an active model: after it, every row may be different. */
  modelsChangedAt(): number;
};

const ROWS_AT_A_TIME = 1_000;

/**
 * The exposures of relationships with contacts after a log position, in batches, with a yield to the event loop between
 * them. Rows must have been refreshed. A row that changes meanwhile comes again and is never missed: its position only
 * grows.
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
