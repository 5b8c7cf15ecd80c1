import { sql } from 'kysely';
import { compareText, DAY_MS } from '#relationship';
import { forecastOf, type Forecast, type ForecastBasis, type OpenPromise } from '#trust';
import type { ObligationsTable } from '../database/database.js';

/** Ranks a HEADS_UP before everything else. */
const MOST_URGENT = 1e300;

export type Ranked = ObligationsTable & { readonly urgency: number };

export const urgencyAt = (asOf: number) =>
  sql<number>`case when kind = 'HEADS_UP' then ${sql.lit(MOST_URGENT)}
    when due_at > ${asOf} then points / (1.0 + cast(due_at - ${asOf} as double precision) / ${sql.lit(DAY_MS)}.0)
    else points end`;

/** The same urgency as in the database, to the last bit. @param forecast null: the points count in full */
export function ranked(row: ObligationsTable, asOf: number, forecast: Forecast | null): Ranked {
  const dueAt = Number(row.due_at);
  const points = forecast === null ? row.points : row.points * forecast.risk;
  const whenDue = dueAt > asOf ? points / (1.0 + (dueAt - asOf) / DAY_MS) : points;
  return { ...row, due_at: dueAt, urgency: row.kind === 'HEADS_UP' ? MOST_URGENT : whenDue };
}

export type Rank = Pick<Ranked, 'urgency' | 'due_at' | 'customer_id' | 'obligation_id'>;

export const compareRanks = (a: Rank, b: Rank): number =>
  b.urgency - a.urgency ||
  a.due_at - b.due_at ||
  compareText(a.customer_id, b.customer_id) ||
  compareText(a.obligation_id, b.obligation_id);

/** The forecast of an open promise that is not due yet. */
export function forecastOn(row: ObligationsTable, asOf: number, basis: ForecastBasis | null): Forecast | null {
  if (basis === null || row.promise === null || row.due_at < asOf) return null;
  return forecastOf(JSON.parse(row.promise) as OpenPromise, basis);
}
