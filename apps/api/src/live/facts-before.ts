import { asOfIn, timelineAsOf, type Clocks, type RecordedContact, type Timeline } from '#relationship';

/** The facts at a moment: the timeline holds later ones too before long, so what is read later is read from `kept`. */
export type FactsAt = { readonly timeline: Timeline; readonly kept: () => Timeline };

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
    const kept = () => timelineAsOf(this.recorded(), clocks);
    return { timeline: asOfIn(this.followed, clocks), kept };
  }

  /** Call it last. */
  withCause(clocks: Clocks): FactsAt {
    const kept = () => timelineAsOf([...this.recorded(), this.cause], clocks);
    this.followed.add(this.cause);
    return { timeline: asOfIn(this.followed, clocks), kept };
  }
}
