import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import type { RowProblem } from './tally.js';
import { UnreadableFile } from '../files/unreadable-file.js';

const MOST_SHOWN = 20;

/** Keeps the first problems for display, and writes all of them to a file if one was named. */
export class ProblemReport {
  private readonly first: RowProblem[] = [];
  private count = 0;

  private constructor(private readonly file: WriteStream | null) {}

  /** @param path a file to write, one JSON object per line; null for none @throws UnreadableFile it cannot be written */
  static async open(path: string | null): Promise<ProblemReport> {
    if (path === null) return new ProblemReport(null);
    const file = createWriteStream(path);
    try {
      await once(file, 'open');
    } catch (error) {
      throw new UnreadableFile(`the report cannot be written: ${(error as Error).message}`);
    }
    return new ProblemReport(file);
  }

  add(problem: RowProblem): void {
    this.count += 1;
    if (this.first.length < MOST_SHOWN) this.first.push(problem);
    this.file?.write(`${JSON.stringify(problem)}\n`);
  }

  /** For people: the first problems, and how many more there are. */
  lines(): string[] {
    const shown = this.first.map(({ line, outcome, code, reason }) => {
      return `line ${line}: ${outcome}: ${code === null ? '' : `${code}: `}${reason}`;
    });
    const more = this.count - shown.length;
    const where = this.file === null ? '--report FILE lists all' : `all are in ${String(this.file.path)}`;
    return more > 0 ? [...shown, `and ${more} more: ${where}`] : shown;
  }

  async close(): Promise<void> {
    if (this.file === null) return;
    this.file.end();
    await once(this.file, 'finish');
  }
}
