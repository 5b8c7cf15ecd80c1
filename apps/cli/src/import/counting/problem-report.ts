import { statSync } from 'node:fs';
import { openOutput } from '../../output/open-output.js';
import type { Output } from '../../output/output.js';
import { UsageError } from '../../terminal/usage-error.js';
import type { ReportForm } from './report-form.js';
import type { RowPlace, RowProblem } from '#intake';

const MOST_SHOWN = 20;

/** Keeps the first problems for display, and writes all of them to a file if one was named. */
export class ProblemReport {
  private readonly first: RowProblem[] = [];
  private count = 0;
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly path: string | null,
    private readonly output: Output | null,
    private readonly form: ReportForm,
  ) {
    if (output !== null && form.head !== '') this.write(form.head);
  }

  /**
   * @param path a file to write; null for none
   * @param inputs the files that are imported
   * @throws UsageError it cannot be written, or is an input
   */
  static open(path: string | null, inputs: readonly string[], form: ReportForm): ProblemReport {
    if (path === null) return new ProblemReport(null, null, form);
    if (inputs.some((input) => isSameFile(path, input)))
      throw new UsageError(`${path} cannot be written: it is the file to import`);
    return new ProblemReport(path, openOutput(path), form);
  }

  add(problem: RowProblem): void {
    this.count += 1;
    if (this.first.length < MOST_SHOWN) this.first.push(problem);
    if (this.output !== null) this.write(this.form.line(problem));
  }

  private write(text: string): void {
    this.writing = this.writing.then(() => this.output?.write(text));
    // `close` throws it.
    this.writing.catch(() => undefined);
  }

  /** For people: the first problems, and how many more there are. */
  lines(): string[] {
    const shown = this.first.map(({ outcome, code, reason, ...place }) => {
      return `${placeText(place)}: ${outcome}: ${code === null ? '' : `${code}: `}${reason}`;
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

/** Where a row is, for people. */
function placeText({ line, row, file }: RowPlace): string {
  const at = [...(file === undefined ? [] : [file]), ...(line === null ? [] : [`line ${line}`])].join(' ');
  return row === undefined ? at : `row ${row}${at === '' ? '' : ` (${at})`}`;
}

function isSameFile(path: string, other: string): boolean {
  const [one, two] = [path, other].map((each) => statSync(each, { throwIfNoEntry: false }));
  return one !== undefined && two !== undefined && one.dev === two.dev && one.ino === two.ino;
}
