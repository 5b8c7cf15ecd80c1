import type { Transaction } from 'kysely';
import type { ViewsSchema } from '../database/database.js';
import { putAllOff } from './put-off.js';

/** The checkpoint row with the log position of the last change of models for which all rows were marked pending. */
const MODELS = 'models';

/**
 * Marks every row as pending after a change of models. Call it in the transaction that passes the change. Rows of segments
 * that keep their model are marked too, which costs little. @param position of the change, or after it
 */
export async function putAllOffForModels(trx: Transaction<ViewsSchema>, position: number): Promise<void> {
  await putAllOff(trx);
  await trx
    .insertInto('checkpoint')
    .values({ name: MODELS, position })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ position }))
    .execute();
}

/** Whether the models have changed after position `since`, so that rows that were computed meanwhile are out of date. */
export async function haveModelsChanged(trx: Transaction<ViewsSchema>, since: number): Promise<boolean> {
  const row = await trx.selectFrom('checkpoint').select('position').where('name', '=', MODELS).executeTakeFirst();
  return row !== undefined && Number(row.position) > since;
}
