// A writer who appends what he believes right, is sometimes behind, and sometimes tries the same again.
import { createHash } from 'node:crypto';
import type { Appended, ExpectedRevision, NewEvent } from '#event-store';
import type { Capabilities } from './log-under-test.js';

export type Attempt = {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: ExpectedRevision;
};

/** @returns numbers from 0 up to 1, the same ones for the same seed (mulberry32) */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class HistoryWriter {
  private readonly believed = new Map<string, ExpectedRevision>();
  private readonly past: Attempt[] = [];

  constructor(
    private readonly streams: readonly string[],
    private readonly chance: () => number,
    private readonly capabilities: Capabilities,
  ) {}

  next({ wholeRepeatsOnly = false } = {}): Attempt {
    const earlier = this.oneOf(this.past);
    if (earlier && this.chance() < 0.15) return this.repeatOf(earlier, wholeRepeatsOnly);

    const stream = this.oneOf(this.streams) ?? '';
    const events = Array.from({ length: 1 + Math.floor(this.chance() * 3) }, () => this.event(stream));
    const steals = this.capabilities.idsAreUniqueInLog && this.chance() < 0.05;
    const stolen = steals ? this.oneOf(earlier?.events ?? []) : undefined;
    if (stolen) events.push(stolen);
    const expected = this.chance() < 0.1 ? 'any' : (this.believed.get(stream) ?? 'none');
    const attempt: Attempt = { stream, events, expected };
    this.past.push(attempt);
    return attempt;
  }

  /** What the store said of the stream; a conflict is believed to be one event behind. */
  learn(stream: string, outcome: Appended | string): void {
    const believed = this.believed.get(stream) ?? 'none';
    if (typeof outcome !== 'string') this.believed.set(stream, outcome.lastRevision);
    else if (outcome === 'WrongExpectedRevision')
      this.believed.set(stream, typeof believed === 'number' ? believed + 1 : 0);
  }

  private repeatOf(earlier: Attempt, whole: boolean): Attempt {
    const events = whole ? earlier.events : earlier.events.slice(0, 1 + Math.floor(this.chance() * 3));
    const repeatable = earlier.expected !== 'any' || this.capabilities.recognisesRepeatsOfAny;
    return { ...earlier, events, expected: repeatable ? earlier.expected : 'none' };
  }

  /** Stream names are new in every run, and so are the ids with them. */
  private event(stream: string): NewEvent {
    const hex = createHash('sha256').update(`${stream} ${this.chance()} ${this.chance()}`).digest('hex');
    return {
      id: hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
      type: this.oneOf(['CheckInHeld', 'IssueReported', 'WinCelebrated']) ?? '',
      data: { n: Math.floor(this.chance() * 1000), text: 'é'.repeat(Math.floor(this.chance() * 50)) },
      metadata: { recordedBy: `u-${Math.floor(this.chance() * 5)}` },
    };
  }

  private oneOf<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.chance() * list.length)];
  }
}
