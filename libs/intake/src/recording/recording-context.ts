import type { ContactLog, RecordRequest } from '#contact-log';
import type { OpenContacts, SourceRow } from '#source';
import type { Tally } from './tally.js';

/** The contacts of a source, wherever its SQL ran. */
export type Contacts = Pick<
  OpenContacts,
  'source' | 'count' | 'rows' | 'identities' | 'name' | 'customers' | 'leaveOut' | 'unreadable'
>;

/** Notes which rows were recorded whole, by digests. */
export type RecordedMemory = {
  has(entry: string): boolean;
  add(entry: string): void;
  keep(): Promise<void>;
};

/** Who records the rows of a source. */
export type Recorder = {
  readonly correlationId: string;
  /** Whose word a row is. */
  identityOf(row: SourceRow): string;
  /** The id of a row that has none of its own and of which the source does not say what it is made of; null: its content. */
  keyOf(row: SourceRow): string | null;
  /** Why a contact of this type may not be recorded; null: it may. */
  refusalOf(type: string): string | null;
  /** What the recorder sees and may change; empty: everything. */
  rightsFor(type: string): Pick<RecordRequest, 'sees' | 'mayChange' | 'mayRetract'>;
  /** Whether a row may say when its contact became known. Else that is when it is recorded. */
  readonly mayBackdate: boolean;
};

/** What is needed to record the contacts of a source. */
export type RecordingContext = {
  readonly log: ContactLog;
  readonly recorder: Recorder;
  /** What earlier imports recorded; null: everything is decided again. */
  readonly memory: RecordedMemory | null;
  readonly tally: Tally;
  readonly progress: {
    /** @param total the last value of `reach`; null: unknown */
    begin(stage: string, total: number | null): void;
    reach(value: number): void;
  };
  /** Stops it between two batches; recorded contacts stay. */
  readonly signal: AbortSignal;
};
