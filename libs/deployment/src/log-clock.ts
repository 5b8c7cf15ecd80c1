import { uptime } from 'node:os';

// The clock of a process that records, checked against a clock that cannot be set, and against the log.

/** Where times come from. */
export type Clocks = {
  /** The clock of the machine, which somebody may set: milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds since any beginning, by a clock that nobody sets; null: leaps are not looked for. */
  readonly steady: (() => number) | null;
  /** How long the steady clock stood still in all, while the machine slept, up to a constant: milliseconds. Left out: never. */
  readonly asleep?: () => number;
};

/** On Linux the time since the machine was started goes on while it sleeps. Elsewhere it may follow the clock that is set. */
const asleep = process.platform === 'linux' ? () => uptime() * 1_000 - performance.now() : () => 0;

export const MACHINE_CLOCKS: Clocks = { now: () => Date.now(), steady: () => performance.now(), asleep };

/** The clock is before what the log holds, by more than is tolerated. Nothing was recorded. */
export class ClockBehind extends Error {}

export type ClockSettings = {
  /** By how much the clock may differ, milliseconds. */
  readonly toleranceMs: number;
  /** An operator's word: what is recorded may be earlier than what is on record. */
  readonly mayGoBack: boolean;
};

export class LogClock {
  /** The clock of the machine less the steady one, when they last agreed. */
  private offset: number;
  private newest = -Infinity;
  /** What `asleep` said when the clocks last agreed. */
  private slept: number;

  constructor(
    private readonly clocks: Clocks,
    private readonly settings: ClockSettings,
  ) {
    this.offset = clocks.now() - (clocks.steady?.() ?? 0);
    this.slept = clocks.asleep?.() ?? 0;
  }

  /** Of an event in the log, or of what this process recorded. @param at milliseconds since the epoch */
  noteRecorded(at: number): void {
    this.newest = Math.max(this.newest, at);
  }

  /**
   * The time, milliseconds since the epoch. While the clock of the machine has leapt ahead it is not followed: what lapses
   * by then would be recorded as lapsed, and cannot be taken back.
   */
  readonly now = (): number => {
    const { now, steady } = this.clocks;
    const at = now();
    if (steady === null) return at;
    const expected = this.expected(at);
    if (at > expected + this.settings.toleranceMs) return Math.round(expected);
    // One that was set back by more may be set right again, which is then no leap ahead.
    if (at >= expected - this.settings.toleranceMs) this.offset = at - steady();
    return at;
  };

  /** The time by the steady clock, which stood still while the machine slept. @param at by the clock of the machine */
  private expected(at: number): number {
    const steady = this.clocks.steady?.() ?? 0;
    // Asked only where the clocks differ: it takes longer than all the rest.
    if (at > steady + this.offset + this.settings.toleranceMs && this.clocks.asleep !== undefined) {
      const slept = this.clocks.asleep();
      this.offset += Math.max(0, slept - this.slept);
      this.slept = slept;
    }
    return steady + this.offset;
  }

  /** The time for what is recorded now. @throws ClockBehind */
  readonly toRecord = (): number => {
    const at = this.now();
    if (this.isBehind(at))
      throw new ClockBehind(
        `the clock says ${iso(at)}, but the log holds an event of ${iso(this.newest)}: nothing is recorded. Set the clock; if it is right, set CLOCK_MAY_GO_BACK=true until that time has passed.`,
      );
    this.noteRecorded(at);
    return at;
  };

  /** Whether the clock of the machine is ahead of the steady one, and so is not followed. */
  get hasLeapt(): boolean {
    const { now, steady } = this.clocks;
    const at = now();
    return steady !== null && at > this.expected(at) + this.settings.toleranceMs;
  }

  /** Whether nothing is recorded, because the clock is before the log. */
  get refusesToRecord(): boolean {
    return this.isBehind(this.now());
  }

  private isBehind(at: number): boolean {
    const { toleranceMs, mayGoBack } = this.settings;
    return this.clocks.steady !== null && !mayGoBack && at < this.newest - toleranceMs;
  }
}

const iso = (ms: number): string => new Date(ms).toISOString();
