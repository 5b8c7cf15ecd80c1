import type { ModelChoice } from '#trust';
import type { ViewsDatabase } from '../database/database.js';
import { lowerEndOf } from '../rows/relationship-row.js';
import { lockViews } from '../database/views-lock.js';

const ROWS_AT_A_TIME = 500;

/** Computes the lower end of every interval that has none yet, so that rows can be ordered by it. */
export async function fillLowerEnds(db: ViewsDatabase, models: ModelChoice): Promise<void> {
  for (;;) {
    const rows = await db
      .selectFrom('standings')
      .innerJoin('relationships', 'relationships.customer_id', 'standings.customer_id')
      .where('lower', 'is', null)
      .select(['relationships.customer_id', 'segment', 'model', 'holding', 'opening_trust', 'assessed_at'])
      .limit(ROWS_AT_A_TIME)
      .execute();
    if (rows.length === 0) return;
    await db.transaction().execute(async (trx) => {
      await lockViews(trx);
      for (const row of rows)
        await trx
          .updateTable('standings')
          .set({ lower: lowerEndOf(row, models, Number(row.assessed_at)) })
          .where('customer_id', '=', row.customer_id)
          .where('assessed_at', '=', row.assessed_at)
          .execute();
    });
  }
}
