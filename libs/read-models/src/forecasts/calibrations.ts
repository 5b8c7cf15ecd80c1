import type { CalibrationCurve } from '#trust';
import type { ViewsDatabase } from '../database/database.js';

/** A calibration is learned again if there are so many more or fewer answers by now: after an import, or a rebuild of the views. */
const SHARE_CHANGED = 0.01;

/** The calibration of the week; undefined if it has yet to be learned. @param answers how many there are before the week */
export async function calibrationOf(
  db: ViewsDatabase,
  week: number,
  answers: number,
): Promise<CalibrationCurve | null | undefined> {
  const row = await db.selectFrom('calibrations').selectAll().where('week', '=', week).executeTakeFirst();
  if (row === undefined || Math.abs(row.answers - answers) > SHARE_CHANGED * answers) return undefined;
  return row.curve === null ? null : (JSON.parse(row.curve) as CalibrationCurve);
}

export async function keepCalibration(
  db: ViewsDatabase,
  week: number,
  answers: number,
  learned: CalibrationCurve | null,
): Promise<void> {
  const row = { answers, curve: learned === null ? null : JSON.stringify(learned) };
  await db
    .insertInto('calibrations')
    .values({ week, ...row })
    .onConflict((conflict) => conflict.column('week').doUpdateSet(row))
    .execute();
}
