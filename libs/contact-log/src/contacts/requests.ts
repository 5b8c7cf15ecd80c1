// What the log of contacts is asked, and what it answers.
import type { Position } from '#event-store';
import type { Answer, Profile, RecordedContact, Refusal, Replacement, Timeline } from '#relationship';
import type { ImportedRow } from './repeat-forms-of.js';

export type RecordRequest = {
  /** The event type, such as `CheckInHeld`. */
  readonly type: string;
  /** The caller's input, unchecked. */
  readonly input: object;
  /** From the caller's token, never from the input. */
  readonly recordedBy: string;
  readonly correlationId: string;
  readonly causationId?: string | null;
  /** When it became known, milliseconds since the epoch; only an importer sets it. Default: now. */
  readonly recordedAt?: number;
  /** For a row of a file whose key the importer made; left out: the key is the caller's own. */
  readonly row?: ImportedRow;
  /** Whether the recorder sees the relationship; if not, it is answered as if there were none. Left out: yes. */
  readonly sees?: (timeline: Timeline) => boolean;
  /**
   * Why the recorder may not change the terms of the relationship in this way; null: the recorder may. Asked for what would
   * be recorded, and with the facts on which that is decided. Left out: every change is allowed.
   */
  readonly mayChange?: (before: Profile | null, after: Profile | null) => Refusal | null;
  /**
   * The id of the customer is one from the log: it means the customer who has it there, also where another has its normal form.
   * For what is recorded with each customer of a list. Left out: the normal form comes first.
   */
  readonly isCustomerFromLog?: true;
  /** Why the recorder may not retract this contact; null: the recorder may. Left out: every contact may be retracted. */
  readonly mayRetract?: (contact: RecordedContact) => Refusal | null;
  /** The input as an earlier release of the importer wrote it: what is on record in this form is the same contact. */
  readonly inputBefore?: object;
};

export type RecordAnswer = Answer<{
  readonly contact: RecordedContact;
  /** Its position in the log; for a repeat, a position at or after it. */
  readonly position: Position;
  readonly replayed: boolean;
}>;

/** A contact is to be retracted, and another one recorded in its place. */
export type ReplaceRequest = RecordRequest & {
  /** The contact to replace; it must be one with the customer of the input. Unchecked, as the input. */
  readonly contactId: string;
  /** Why. */
  readonly reason?: string | null;
};

export type ReplaceAnswer = Answer<
  Replacement & {
    readonly replaced: RecordedContact;
    /** The position in the log at which both are written; for a repeat, that position or a later one. */
    readonly position: Position;
    readonly replayed: boolean;
  }
>;
