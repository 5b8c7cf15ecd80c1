import { createHash } from 'node:crypto';
import type { ViewsDatabase } from '../database/database.js';
import { lockViews } from '../database/views-lock.js';
import { putAllOff } from './put-off.js';

/** Which calendar the rows of obligations were last counted by, as a digest in place of a position. */
const CALENDAR = 'calendar';
const NONE = 0;

/**
 * To be called before rows are read: puts every row off where working days were counted by another calendar.
 * @param calendar what tells it from others; undefined where there is none
 */
export async function noteCalendar(db: ViewsDatabase, calendar: string | undefined): Promise<void> {
  const position = calendar === undefined ? NONE : createHash('sha256').update(calendar).digest().readUIntBE(0, 6);
  const noted = await db.selectFrom('checkpoint').select('position').where('name', '=', CALENDAR).executeTakeFirst();
  if (Number(noted?.position ?? NONE) === position) return;
  await db.transaction().execute(async (trx) => {
    await lockViews(trx);
    await putAllOff(trx);
    await trx
      .insertInto('checkpoint')
      .values({ name: CALENDAR, position })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ position }))
      .execute();
  });
}
