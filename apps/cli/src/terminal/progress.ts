import { SingleBar } from 'cli-progress';
import { visibleInLine } from './visible.js';

/** Shows how far a long verb has come. */
export interface Progress {
  /** @param total the last value of `reach`, in any unit; null if unknown: the count is then shown without a bar */
  begin(stage: string, total: number | null): void;
  reach(value: number): void;
  /** Clears the bar from the terminal. */
  end(): void;
}

/** Shows nothing; for output that is not a terminal. */
export const SILENT: Progress = { begin: () => {}, reach: () => {}, end: () => {} };

/** A progress bar on the terminal; each stage replaces the one before. */
export class ProgressBar implements Progress {
  private bar: SingleBar | null = null;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  begin(named: string, total: number | null): void {
    const stage = visibleInLine(named);
    this.end();
    this.bar = new SingleBar({
      stream: this.stream,
      format:
        total === null
          ? `${stage.padEnd(10)} {value} | {duration_formatted}`
          : `${stage.padEnd(10)} [{bar}] {percentage} % | {duration_formatted} | {eta_formatted} left`,
      barCompleteChar: '=',
      barIncompleteChar: ' ',
      // A signal may end the process at any time, so nothing may need restoring.
      hideCursor: false,
      linewrap: true,
      clearOnComplete: true,
      fps: 10,
    });
    this.bar.start(total ?? 0, 0);
  }

  reach(value: number): void {
    this.bar?.update(value);
  }

  end(): void {
    this.bar?.stop();
    this.bar = null;
  }
}

export const progressOn = (stream: NodeJS.WriteStream): Progress => (stream.isTTY ? new ProgressBar(stream) : SILENT);
