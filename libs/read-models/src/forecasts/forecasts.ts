import {
  learnBasis,
  learnCalibration,
  weekOf,
  weeksToCheck,
  type CalibrationCurve,
  type ForecastBasis,
  type WeekCount,
} from '#trust';
import type { ViewsDatabase } from '../database/database.js';
import { ViewsFull } from '../database/views-unavailable.js';
import type { RelationshipViews } from '../rows/relationship-views.js';
import { countsByWeek, latestAnswers } from './answers.js';
import { calibrationOf, keepCalibration } from './calibrations.js';

type Kept = { readonly basis: ForecastBasis; readonly times: number };

/**
 * What the forecasts of all promises have in common, renewed each Monday. It is kept in memory until the next week, or until the
 * answers of an earlier week change: by a late contact, or by a retraction. The calibration is learned once a week, by the process
 * that needs it first.
 */
export class Forecasts {
  private kept: Kept | null = null;
  private reading: { readonly week: number; readonly basis: Promise<ForecastBasis> } | null = null;

  constructor(
    private readonly db: ViewsDatabase,
    private readonly rows: Pick<RelationshipViews, 'refreshIfRoom'>,
  ) {}

  /** The basis of the week. @param now milliseconds since the epoch */
  at(now: number): Promise<ForecastBasis> {
    const week = weekOf(now);
    if (this.reading?.week === week) return this.reading.basis;
    const basis = this.read(week).finally(() => {
      if (this.reading?.basis === basis) this.reading = null;
    });
    this.reading = { week, basis };
    return basis;
  }

  private async read(week: number): Promise<ForecastBasis> {
    await this.rows.refreshIfRoom();
    const times = await this.timesChanged();
    if (this.kept?.basis.week === week && this.kept.times === times) return this.kept.basis;
    const counts = await countsByWeek(this.db, week);
    const basis = learnBasis(week, counts, await this.calibration(week, counts));
    this.kept = { basis, times };
    return basis;
  }

  private async calibration(week: number, counts: readonly WeekCount[]): Promise<CalibrationCurve | null> {
    const answers = counts.reduce((sum, { kept, missed }) => sum + kept + missed, 0);
    const known = await calibrationOf(this.db, week, answers);
    if (known !== undefined) return known;
    const learned = await learnFrom(this.db, week, counts);
    try {
      await keepCalibration(this.db, week, answers, learned);
    } catch (error) {
      // On a full disk it is not kept, and is learned again when it is next needed.
      if (!(error instanceof ViewsFull)) throw error;
    }
    return learned;
  }

  private async timesChanged(): Promise<number> {
    const row = await this.db.selectFrom('answers_changed').select('times').executeTakeFirst();
    return row?.times ?? 0;
  }
}

/** The calibration that the answers on record teach. @param counts of the weeks before this one */
export async function learnFrom(
  db: ViewsDatabase,
  week: number,
  counts: readonly WeekCount[],
): Promise<CalibrationCurve | null> {
  const latest = await latestAnswers(db, week);
  const latestBefore = new Map([[week, latest]]);
  for (const asked of weeksToCheck(week, latest))
    if (!latestBefore.has(asked)) latestBefore.set(asked, await latestAnswers(db, asked));
  return learnCalibration(week, counts, latestBefore);
}
