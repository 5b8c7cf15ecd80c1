import { performance, type EventLoopUtilization } from 'node:perf_hooks';

/** So few requests never make each other wait long. */
const FEW = 64;
/** Nobody waits longer for the requests before theirs. Where they wait longer, each holds a connection, and the callers open more of them than are accepted. */
export const LONGEST_WAIT_MS = 150;
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

  constructor(private readonly clock: PaceClock = CLOCK) {
    this.windowFromMs = clock.nowMs();
    this.loopFrom = clock.busySince(undefined);
  }

  /** A request ended, whatever its answer. */
  end(): void {
    this.ended += 1;
  }

  /** Whether a further request would wait too long. @param underWay requests that are executed */
  isBehind(underWay: number): boolean {
    if (underWay < FEW) return false;
    const passedMs = this.clock.nowMs() - this.windowFromMs;
    if (passedMs >= WINDOW_MS) this.measure(passedMs);
    return underWay > this.perMs * LONGEST_WAIT_MS;
  }

  private measure(passedMs: number): void {
    const isBusy = this.clock.busySince(this.loopFrom).utilization >= BUSY;
    this.perMs = isBusy ? this.ended / passedMs : Infinity;
    this.windowFromMs += passedMs;
    this.loopFrom = this.clock.busySince(undefined);
    this.ended = 0;
  }
}
