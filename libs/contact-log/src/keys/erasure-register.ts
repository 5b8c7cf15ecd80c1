import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { StoreUnavailable } from '#event-store';

/** One line of the file. THIS IS A FILE FORMAT: every later release must read what this one writes. */
export type NotedErasure = {
  /** Of the log that the customer is in. */
  readonly lineage: string;
  readonly customerId: string;
  /** When it was noted, ISO 8601 in UTC. */
  readonly erasedAt: string;
};

/**
 * Who was erased, outside log and keys: their backups bring back a person who was erased since, and this says whom to erase
 * again. A file of JSON lines to which is only added. It holds ids, which are references, and nothing personal.
 */
export class ErasureRegister {
  private readonly noted: Map<string, NotedErasure>;

  /** @param file it need not exist yet @throws StoreUnavailable it cannot be read */
  constructor(
    private readonly file: string,
    private readonly lineage: string,
  ) {
    const ours = linesIn(file).filter((each) => each.lineage === lineage);
    this.noted = new Map(ours.map((each) => [each.customerId, each]));
  }

  /** The erasures in this log. */
  all(): readonly NotedErasure[] {
    return [...this.noted.values()];
  }

  /** Is on disk when it returns; once for each customer. @throws StoreUnavailable it cannot be written */
  note(customerId: string): void {
    if (this.noted.has(customerId)) return;
    const noted: NotedErasure = { lineage: this.lineage, customerId, erasedAt: new Date().toISOString() };
    try {
      const to = openSync(this.file, 'a', 0o600);
      try {
        // One call, so that lines of several processes do not mix. A line that was cut off before is ended first.
        writeSync(to, `${endsInLine(this.file) ? '' : '\n'}${JSON.stringify(noted)}\n`);
        fsyncSync(to);
      } finally {
        closeSync(to);
      }
    } catch (cause) {
      throw new StoreUnavailable(
        `the register of erasures, ${this.file}, cannot be written: ${(cause as Error).message}. Make it writable and erase again.`,
        { cause },
      );
    }
    this.noted.set(customerId, noted);
  }
}

function endsInLine(file: string): boolean {
  const text = readFileSync(file);
  return text.length === 0 || text.at(-1) === 10;
}

function linesIn(file: string): NotedErasure[] {
  if (!existsSync(file)) return [];
  try {
    return readFileSync(file, 'utf8').split('\n').flatMap(notedIn);
  } catch (cause) {
    throw new StoreUnavailable(`the register of erasures, ${file}, cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}

/** A line that a crash cut off is none: its erasure was not acknowledged, and is noted again when its fact is read. */
function notedIn(line: string): readonly NotedErasure[] {
  try {
    const { lineage, customerId, erasedAt } = JSON.parse(line) as Partial<NotedErasure>;
    const isWhole = [lineage, customerId, erasedAt].every((each) => typeof each === 'string');
    return isWhole ? [{ lineage, customerId, erasedAt } as NotedErasure] : [];
  } catch {
    return [];
  }
}
