import type { Position } from '#event-store';
import {
  asOfIn,
  timelineAsOf,
  timelineAsOfInSteps,
  type Clocks,
  type RecordedContact,
  type Timeline,
} from '#relationship';
import { inTurns } from '../edge/graphql/under-way.js';

/** The facts at a moment: the timeline holds later ones too before long, so what is read later is read from `kept`. */
export type FactsAt = { readonly timeline: Timeline; readonly kept: () => Promise<Timeline> };

/** What was on record of a relationship before a contact, and with it. */
export interface FactsAround {
  at(clocks: Clocks): FactsAt;
  /** Call it last. */
  withCause(clocks: Clocks): FactsAt;
}

/** Of relationships that were merged, or are to be: a merge changes which contacts count, not only which are on record. */
export class JoinedFactsBefore implements FactsAround {
  /** @param all everything on record of all of them */
  constructor(
    private readonly all: readonly RecordedContact[],
    private readonly cause: RecordedContact,
    private readonly position: Position,
  ) {}

  /** To which relationship the contact belongs, from then on. */
  get customerId(): string {
    return this.upTo(this.position, { asOf: Infinity, knownAt: Infinity }).timeline.customerId;
  }

  at(clocks: Clocks): FactsAt {
    return this.upTo(this.position - 1n, clocks);
  }

  withCause(clocks: Clocks): FactsAt {
    return this.upTo(this.position, clocks);
  }

  private upTo(last: Position, clocks: Clocks): FactsAt {
    const known = this.all.filter(({ position }) => position !== null && position <= last);
    const timeline = timelineAsOf(known, clocks, this.cause.data.customerId);
    return { timeline, kept: async () => timeline };
  }
}

export class FactsBefore implements FactsAround {
  /**
   * @param followed everything recorded before the cause; `withCause` adds the cause to it
   * @param recorded everything recorded before the cause, at any later time
   */
  constructor(
    private readonly followed: Timeline,
    private readonly cause: RecordedContact,
    private readonly recorded: () => readonly RecordedContact[],
  ) {}

  at(clocks: Clocks): FactsAt {
    const kept = () => inTurns(timelineAsOfInSteps(this.recorded(), clocks));
    return { timeline: asOfIn(this.followed, clocks), kept };
  }

  /** Call it last. */
  withCause(clocks: Clocks): FactsAt {
    const kept = () => inTurns(timelineAsOfInSteps([...this.recorded(), this.cause], clocks));
    this.followed.add(this.cause);
    return { timeline: asOfIn(this.followed, clocks), kept };
  }
}
