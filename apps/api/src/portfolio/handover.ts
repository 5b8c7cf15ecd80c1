import { answersAt, coverAt, type Profile, type RecordedContact, Timeline, toIso, toMs } from '#relationship';

/** Who hands over to whom, and for how long. Instants are ISO 8601. */
export type Handover = {
  readonly fromOwner: string;
  readonly owner: string;
  /** Until when it is holiday cover; undefined where it is for good. */
  readonly until?: string;
  readonly reason?: string;
  /** Undefined where it is now. */
  readonly occurredAt?: string;
};

/** What is to be recorded of one relationship, beside its customer. */
export type Assignment = Omit<Handover, 'fromOwner'>;

/**
 * What the handover means for one relationship; null where it is none of the portfolio.
 *
 * For good, a relationship goes over that belongs to whoever hands over, stood in for or not. As cover, one goes over for
 * which they answer at the time: their own that nobody stands in for, and any in which they stand in for somebody else,
 * that one no longer than they would have.
 * @param at milliseconds since the epoch
 */
export function assignmentIn(profile: Profile, { fromOwner, ...assignment }: Handover, at: number): Assignment | null {
  if (assignment.until === undefined) return profile.owner === fromOwner ? assignment : null;
  if (answersAt(profile, at) !== fromOwner) return null;
  const until = Math.min(toMs(assignment.until), coverAt(profile, at)?.until ?? Infinity);
  return { ...assignment, until: toIso(until) };
}

/** The facts without one of them, so that a repeat is judged as it was the first time. */
export const without = (timeline: Timeline, contact: RecordedContact): Timeline =>
  Timeline.of([...timeline.recorded()].filter(({ id }) => id !== contact.id));
