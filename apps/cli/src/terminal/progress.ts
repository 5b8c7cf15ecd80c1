import { SingleBar } from 'cli-progress';

/** How far an import has come, for a person who waits. */
export interface Progress {
  /** @param total what `reach` counts up to, in any unit; null where nobody knows: then it is the count that is shown */
  begin(stage: string, total: number | null): void;
  reach(value: number): void;
  /** Leaves the terminal as it was. */
  end(): void;
}

/** For programs: says nothing. */
export const SILENT: Progress = { begin: () => {}, reach: () => {}, end: () => {} };

/** A bar on the terminal, one stage after another in the same place. */
export class ProgressBar implements Progress {
  private bar: SingleBar | null = null;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  begin(stage: string, total: number | null): void {
    this.end();
    this.bar = new SingleBar({
      stream: this.stream,
      format:
        total === null
          ? `${stage.padEnd(10)} {value} | {duration_formatted}`
          : `${stage.padEnd(10)} [{bar}] {percentage} % | {duration_formatted} | {eta_formatted} left`,
      barCompleteChar: '=',
      barIncompleteChar: ' ',
      // Nothing that would have to be undone: a signal may end the process while it is shown.
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
