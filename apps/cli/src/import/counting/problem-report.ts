import { statSync } from 'node:fs';
import { openOutput } from '../../output/open-output.js';
import type { Output } from '../../output/output.js';
import { UsageError } from '../../terminal/usage-error.js';
import type { RowProblem } from './tally.js';

const MOST_SHOWN = 20;

/** Keeps the first problems for display, and writes all of them to a file if one was named. */
export class ProblemReport {
  private readonly first: RowProblem[] = [];
  private count = 0;
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly path: string | null,
    private readonly output: Output | null,
  ) {}

  /**
   * @param path a file to write, one JSON object per line; null for none
   * @param input the file that is imported
   * @throws UsageError it cannot be written, or is the input
   */
  static open(path: string | null, input: string): ProblemReport {
    if (path === null) return new ProblemReport(null, null);
    if (isSameFile(path, input)) throw new UsageError(`${path} cannot be written: it is the file to import`);
    return new ProblemReport(path, openOutput(path));
  }

  add(problem: RowProblem): void {
    this.count += 1;
    if (this.first.length < MOST_SHOWN) this.first.push(problem);
    const { output } = this;
    if (output === null) return;
    this.writing = this.writing.then(() => output.write(`${JSON.stringify(problem)}\n`));
    // `close` throws it.
    this.writing.catch(() => undefined);
  }

  /** For people: the first problems, and how many more there are. */
  lines(): string[] {
    const shown = this.first.map(({ line, outcome, code, reason }) => {
      return `line ${line}: ${outcome}: ${code === null ? '' : `${code}: `}${reason}`;
    });
    const more = this.count - shown.length;
    const where = this.path === null ? '--report FILE lists all' : `all are in ${this.path}`;
    return more > 0 ? [...shown, `and ${more} more: ${where}`] : shown;
  }

  /** Gives the file its name, also if the import was interrupted. @throws OutputFailed, UsageError */
  async close(): Promise<void> {
    try {
      await this.writing;
    } catch (error) {
      await this.abandon();
      throw error;
    }
    await this.output?.close();
  }

  /** Leaves no file behind. */
  async abandon(): Promise<void> {
    await this.output?.abandon();
  }
}

function isSameFile(path: string, other: string): boolean {
  const [one, two] = [path, other].map((each) => statSync(each, { throwIfNoEntry: false }));
  return one !== undefined && two !== undefined && one.dev === two.dev && one.ino === two.ino;
}
