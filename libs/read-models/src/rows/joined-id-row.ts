import { unsettledIn, type Timeline } from '#relationship';
import type { JoinedIdsTable } from '../database/database.js';

/** Whether the id leads to another relationship: it then has no row. @param timeline of the relationship to which it leads */
export const isAbsorbed = (customerId: string, timeline: Timeline): boolean =>
  timeline.everJoined !== null && timeline.customerId !== customerId;

/** Where an id leads that a merge ever named. */
export function joinedIdRow(customerId: string, timeline: Timeline): JoinedIdsTable {
  const { joinedBy = [] } = timeline.everJoined ?? {};
  return {
    customer_id: customerId,
    leads_to: timeline.customerId,
    unsettled: unsettledIn(joinedBy).length > 0 ? 1 : 0,
  };
}
