import { asOfIn, timelineAsOfInSteps, type Clocks, type RecordedContact, type Timeline } from '#relationship';
import { inTurns } from '../edge/graphql/under-way.js';

/** The facts at a moment: the timeline holds later ones too before long, so what is read later is read from `kept`. */
export type FactsAt = { readonly timeline: Timeline; readonly kept: () => Promise<Timeline> };

/** What was on record of a relationship before a contact, and with it. */
export class FactsBefore {
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
