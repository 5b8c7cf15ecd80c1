import { createHash } from 'node:crypto';
import type { ViewsDatabase } from '../database/database.js';
import { lockViews } from '../database/views-lock.js';
import { putAllOff } from './put-off.js';

/** The checkpoint row that holds a digest of the calendar by which obligations were last computed. */
const CALENDAR = 'calendar';
const NONE = 0;

/** @param calendar text that identifies the calendar; undefined if there is none */
const digestOf = (calendar: string | undefined): number =>
  calendar === undefined ? NONE : createHash('sha256').update(calendar).digest().readUIntBE(0, 6);

/** Whether the rows were computed by this calendar. */
export async function isCalendarOf(db: ViewsDatabase, calendar: string | undefined): Promise<boolean> {
  const noted = await db.selectFrom('checkpoint').select('position').where('name', '=', CALENDAR).executeTakeFirst();
  return Number(noted?.position ?? NONE) === digestOf(calendar);
}

/**
 * Marks every row as pending if the calendar has changed. Call it before rows are read.
 * @param calendar text that identifies the calendar; undefined if there is none
 */
export async function noteCalendar(db: ViewsDatabase, calendar: string | undefined): Promise<void> {
  if (await isCalendarOf(db, calendar)) return;
  const position = digestOf(calendar);
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
