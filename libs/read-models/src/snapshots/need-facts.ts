import { insertMany } from '../rows/bulk.js';
import type { ViewsDatabase } from '../database/database.js';
import { isKnown, type Vantage } from './vantage.js';

type Row = { readonly occurred_at: number; readonly recorded_at: number; readonly position: number };

/** Copies the facts of the needs register, as far as the vantage includes them. */
export async function copyNeedFacts(from: ViewsDatabase, to: ViewsDatabase, vantage: Vantage): Promise<void> {
  const isSeen = ({ occurred_at, recorded_at, position }: Row) =>
    (vantage.asOf === null || Number(occurred_at) <= vantage.asOf) &&
    isKnown({ recordedAt: Number(recorded_at), position: BigInt(position) }, vantage);
  const isDone = (position: number | null) =>
    position !== null && (vantage.position === null || BigInt(position) <= vantage.position);
  const steps = await from.selectFrom('need_steps').selectAll().execute();
  const fulfilments = await from.selectFrom('need_fulfilments').selectAll().execute();
  await to.transaction().execute(async (trx) => {
    await trx.deleteFrom('need_steps').execute();
    await trx.deleteFrom('need_fulfilments').execute();
    await insertMany(trx, 'need_steps', steps.filter(isSeen));
    await insertMany(
      trx,
      'need_fulfilments',
      fulfilments
        .filter(isSeen)
        .map((row) => ({ ...row, done_at_position: isDone(row.done_at_position) ? row.done_at_position : null })),
    );
  });
}
