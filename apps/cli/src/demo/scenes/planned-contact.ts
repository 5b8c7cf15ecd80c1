import type { ContactType } from '#relationship';

/** A contact that the simulation wants recorded. Times are milliseconds since the epoch. */
export type PlannedContact = {
  readonly type: ContactType;
  readonly customerId: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
  /** The account manager whose diary it is from. */
  readonly recordedBy: string;
  /** Makes its event id, so that the same simulation gives the same ids. Unique within the customer. */
  readonly idempotencyKey: string;
  readonly facts: object;
  /** For a retraction: the key of what it takes back, whose event id is known only once that is recorded. */
  readonly retracts: string | null;
};
