import type { Transaction } from 'kysely';
import { askingsOf, type NeedFact, type Timeline } from '#relationship';
import { insertMany } from './bulk.js';
import type { NeedFulfilmentsTable, NeedRequestsTable, NeedStepsTable, ViewsSchema } from '../database/database.js';

/** How the customer asked for each need, as currently known. */
export const needRequestRows = (timeline: Timeline): NeedRequestsTable[] =>
  askingsOf(timeline).map((asking) => ({
    customer_id: timeline.customerId,
    need_id: asking.needId,
    first_asked_at: asking.firstAskedAt,
    last_asked_at: asking.lastAskedAt,
    times_asked: asking.timesAsked,
    alternatives_accepted: asking.alternativesAccepted,
    waiting_since: asking.waitingSince,
    fulfilled_at: asking.fulfilledAt,
    last_request_contact_id: asking.lastRequestContactId,
    worded_by_contact_id: asking.wordedByContactId,
  }));

/** Writes facts of the needs register, each once. @param facts in log order */
export async function writeNeedFacts(trx: Transaction<ViewsSchema>, facts: readonly NeedFact[]): Promise<void> {
  const steps = facts.filter((fact) => fact.type === 'NeedStepTaken').map(stepRow);
  const begun = facts.filter((fact) => fact.type === 'NeedFulfilmentBegun').map(fulfilmentRow);
  const done = facts.filter((fact) => fact.type === 'NeedFulfilmentDone');
  await insertMany(trx, 'need_steps', steps);
  await insertMany(trx, 'need_fulfilments', begun);
  for (const { data, position } of done)
    await trx
      .updateTable('need_fulfilments')
      .set({ done_at_position: Number(position) })
      .where('event_id', '=', data.fulfilmentId)
      .execute();
}

const stepRow = ({ id, data, at, recordedBy, recordedAt, position }: NeedFact<'NeedStepTaken'>): NeedStepsTable => ({
  event_id: id,
  need_id: data.needId,
  step: data.step,
  owner: data.owner ?? null,
  occurred_at: at,
  recorded_by: recordedBy,
  recorded_at: recordedAt,
  position: Number(position),
});

const fulfilmentRow = ({
  id,
  data,
  at,
  recordedBy,
  recordedAt,
  position,
}: NeedFact<'NeedFulfilmentBegun'>): NeedFulfilmentsTable => ({
  event_id: id,
  need_id: data.needId,
  change: data.change ?? null,
  occurred_at: at,
  recorded_by: recordedBy,
  recorded_at: recordedAt,
  position: Number(position),
  done_at_position: null,
});
