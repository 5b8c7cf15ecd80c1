import {
  choice,
  id,
  instant,
  generated,
  optional,
  required,
  personalText,
  type Fields,
  type FactsOf,
} from './fields.js';

export const CHANNELS = ['IN_PERSON', 'VIDEO', 'PHONE', 'EMAIL', 'CHAT', 'PORTAL'] as const;
export const TONES = ['COLLABORATIVE', 'NEUTRAL', 'STALEMATE'] as const;
export const EVIDENCE_GRADES = ['OBSERVED', 'SELF_REPORTED'] as const;

/** Facts that every contact may carry. */
export const COMMON_FIELDS = {
  customerId: required(id('The customer it is with.')),
  occurredAt: generated(instant('When it happened, as the recorder says; not in the future. Default: now.')),
  stakeholderId: optional(id('The person at the customer who took part.')),
  channel: optional(choice('Channel', CHANNELS, 'How it was held.')),
  tone: optional(choice('Tone', TONES, 'How it felt. Shown in the brief, never part of the score.')),
  evidence: optional(
    choice(
      'EvidenceGrade',
      EVIDENCE_GRADES,
      'OBSERVED: others can confirm it. SELF_REPORTED: only the recorder says so. Default: OBSERVED.',
    ),
  ),
  note: optional(personalText('Free text for colleagues.')),
} satisfies Fields;

export type CommonFacts = FactsOf<typeof COMMON_FIELDS>;

/**
 * A recorded contact. STORED EVENTS ARE A FILE FORMAT: `type` and the facts are stored exactly as declared here.
 * A field is never renamed, never changes meaning and never becomes required; a new shape is a new version with an
 * upcaster (see upcast.ts) and a fixture of its stored form.
 */
export type RecordedContact<T extends string = string, F = object> = {
  /** A UUID. */
  readonly id: string;
  readonly type: T;
  readonly data: CommonFacts & F;
  /** Which personal facts are still sealed, with their box; null once opened, or where nothing is personal. */
  readonly sealed: { readonly fields: readonly string[]; readonly box: string } | null;
  /** `data.occurredAt`, milliseconds since the epoch. */
  readonly at: number;
  /** When we learned of it, stamped by the server, milliseconds since the epoch. */
  readonly recordedAt: number;
  /** Of an imported contact, whose `recordedAt` may be stated: when the log took it, milliseconds since the epoch. */
  readonly importedAt?: number;
  readonly recordedBy: string;
  /** Position in the log; null while it is not on record. */
  readonly position: bigint | null;
  readonly correlationId: string;
  readonly causationId: string | null;
  /** A keyed digest of the caller's key. Contacts of older logs have the key itself. */
  readonly idempotencyKey: string | null;
  /** Tells a repeat from a conflict: a keyed digest of what the caller sent, without server defaults. */
  readonly fingerprint: string;
  /** Whether the caller chose the id of the fact. Only then can the same fact be recognised as a repeat. */
  readonly idChosen: boolean;
};
