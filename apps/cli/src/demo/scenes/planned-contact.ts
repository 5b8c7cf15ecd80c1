import type { ContactType } from '#relationship';

/** A contact that the simulation will record. Times are milliseconds since the epoch. */
export type PlannedContact = {
  readonly type: ContactType;
  readonly customerId: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
  /** The account manager who records it. */
  readonly recordedBy: string;
  /** Unique within the customer, so the same simulation again adds nothing. */
  readonly idempotencyKey: string;
  readonly facts: object;
  /** For a retraction: the key of the retracted contact; its event id is known only after it is recorded. Else null. */
  readonly retracts: string | null;
};
