import type { ContactType } from '#relationship';

/** A contact that the simulation will record. Times are milliseconds since the epoch. */
export type PlannedContact = {
  readonly type: ContactType;
  readonly customerId: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
  /** The account manager who records it. */
  readonly recordedBy: string;
  /** The event id is derived from it, so the same simulation gives the same ids. Unique within the customer. */
  readonly idempotencyKey: string;
  readonly facts: object;
  /** For a retraction: the key of the retracted contact; its event id is known only after it is recorded. Else null. */
  readonly retracts: string | null;
};
