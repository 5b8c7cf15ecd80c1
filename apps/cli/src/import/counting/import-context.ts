import type { ContactLog } from '#contact-log';
import type { Tally } from '#intake';
import type { Progress } from '../../terminal/progress.js';
import type { ImportMemory } from './import-memory.js';

/** Records contacts, and counts what comes of each row. */
export type Importer = (context: ImportContext) => Promise<void>;

/** What an importer needs. */
export type ImportContext = {
  readonly log: ContactLog;
  /** What pseudonyms are made with; null: the installation has made none yet, and nothing may be written. */
  readonly pseudonymKey: () => Promise<Buffer | null>;
  /** What earlier imports recorded; null: everything is decided again. */
  readonly memory: ImportMemory | null;
  readonly tally: Tally;
  readonly progress: Progress;
  /** Stops the import between two batches; recorded contacts stay. */
  readonly signal: AbortSignal;
  /** The current time, milliseconds since the epoch. */
  readonly now: number;
};
