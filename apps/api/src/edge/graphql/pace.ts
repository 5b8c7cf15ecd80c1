import { performance, type EventLoopUtilization } from 'node:perf_hooks';

/** So few requests never make each other wait long. */
const FEW = 64;
/** Nobody waits longer for the requests before theirs. Where they wait longer, each holds a connection, and the callers open more of them than are accepted. */
export const LONGEST_WAIT_MS = 150;
/** A burst that is answered within this time is no overload. */
export const LASTING_MS = 250;
/** Over so long the requests that ended are counted. */
const WINDOW_MS = 250;
/** Share of the time for which the event loop had work: above it, a further request makes all others slower. */
const BUSY = 0.9;

/** What it reads; replaced in tests. */
export type PaceClock = {
  nowMs(): number;
  /** How busy the event loop was since then. */
  busySince(then: EventLoopUtilization | undefined): EventLoopUtilization;
};
const CLOCK: PaceClock = {
  nowMs: () => performance.now(),
  busySince: (then) => performance.eventLoopUtilization(then),
};

/**
 * How fast requests are answered, and so how long a further one would wait. Without it, a server that gets more than it can
 * answer takes them all, and each is answered after its caller gave up. Where requests wait for something else than the
 * processor, it holds nobody back.
 */
export class Pace {
  private windowFromMs: number;
  private loopFrom: EventLoopUtilization;
  private ended = 0;
  /** Requests that ended in a millisecond of the last window; infinite if the event loop had time to spare. */
  private perMs = Infinity;
  /** Since when further requests wait too long, with short breaks; null if they do not. */
  private behindSinceMs: number | null = null;
  private lastBehindMs = 0;

  constructor(private readonly clock: PaceClock = CLOCK) {
    this.windowFromMs = clock.nowMs();
    this.loopFrom = clock.busySince(undefined);
  }

  /** A request ended, whatever its answer. */
  end(): void {
    this.ended += 1;
  }

  /** Whether further requests wait too long, and have for a while. @param underWay requests that are executed */
  isBehind(underWay: number): boolean {
    const nowMs = this.clock.nowMs();
    if (underWay >= FEW && nowMs - this.windowFromMs >= WINDOW_MS) this.measure(nowMs);
    const isBehind = underWay >= FEW && underWay > this.perMs * LONGEST_WAIT_MS;
    // Refusals themselves bring it down for a moment.
    if (!isBehind && nowMs - this.lastBehindMs >= WINDOW_MS) this.behindSinceMs = null;
    if (!isBehind) return false;
    this.lastBehindMs = nowMs;
    this.behindSinceMs ??= nowMs;
    return nowMs - this.behindSinceMs >= LASTING_MS;
  }

  private measure(nowMs: number): void {
    const isBusy = this.clock.busySince(this.loopFrom).utilization >= BUSY;
    this.perMs = isBusy ? this.ended / (nowMs - this.windowFromMs) : Infinity;
    this.windowFromMs = nowMs;
    this.loopFrom = this.clock.busySince(undefined);
    this.ended = 0;
  }
}
