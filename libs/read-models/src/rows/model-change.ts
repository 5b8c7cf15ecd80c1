import type { Transaction } from 'kysely';
import type { ViewsSchema } from '../database/database.js';
import { putAllOff } from './put-off.js';

/** Up to where in the log the models were read when every row was last put off for their sake. */
const MODELS = 'models';

/**
 * In the transaction that passes a change of models: another model may read every score, so every row is put off; those
 * of other segments cost little beside. @param position of the change, or after it
 */
export async function putAllOffForModels(trx: Transaction<ViewsSchema>, position: number): Promise<void> {
  await putAllOff(trx);
  await trx
    .insertInto('checkpoint')
    .values({ name: MODELS, position })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ position }))
    .execute();
}

/** Whether the models have changed after the checkpoint stood at `since`: what was read by them meanwhile is old. */
export async function haveModelsChanged(trx: Transaction<ViewsSchema>, since: number): Promise<boolean> {
  const row = await trx.selectFrom('checkpoint').select('position').where('name', '=', MODELS).executeTakeFirst();
  return row !== undefined && Number(row.position) > since;
}
