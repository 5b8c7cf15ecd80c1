import { answersAt, coverAt, isNamed, type Profile, type RecordedContact, Timeline, toIso, toMs } from '#relationship';

/** Who hands over to whom, and for how long. Instants are ISO 8601. */
export type Handover = {
  readonly fromOwner: string;
  readonly owner: string;
  /** End of the holiday cover; undefined if the handover is permanent. */
  readonly until?: string;
  readonly reason?: string;
  /** Undefined: now. */
  readonly occurredAt?: string;
};

/** What to record in one relationship, without its customer. */
export type Assignment = Omit<Handover, 'fromOwner'>;

/**
 * The assignment for one relationship; null if the relationship is not part of the handover.
 *
 * A permanent handover includes every relationship that `fromOwner` owns, covered by somebody else or not. Holiday cover
 * includes every relationship that they are responsible for at the time: their own without cover, and those that they
 * cover for somebody else. For the latter, the new cover ends no later than theirs.
 * @param at milliseconds since the epoch
 */
export function assignmentIn(profile: Profile, { fromOwner, ...assignment }: Handover, at: number): Assignment | null {
  if (assignment.until === undefined) return isNamed(fromOwner, profile.owner) ? assignment : null;
  if (!isNamed(fromOwner, answersAt(profile, at))) return null;
  const until = Math.min(toMs(assignment.until), coverAt(profile, at)?.until ?? Infinity);
  return { ...assignment, until: toIso(until) };
}

/** The facts without one contact, so that a repeat is decided as the first time. */
export const without = (timeline: Timeline, contact: RecordedContact): Timeline =>
  Timeline.of([...timeline.recorded()].filter(({ id }) => id !== contact.id));
