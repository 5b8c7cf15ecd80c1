import type { ContactLog } from '#contact-log';
import { StreamDeleted } from '#event-store';
import { finished, timelineAsOfInSteps, type RecordedContact, type Steps, type Timeline } from '#relationship';
import type { Timelines } from '../rows/relationship-views.js';
import { isKnown, type Vantage } from './vantage.js';

/** The timelines of relationships at a vantage. */
export class TimelinesAsOf implements Timelines {
  constructor(
    private readonly log: Pick<ContactLog, 'timelineOf' | 'opened'>,
    private readonly vantage: Vantage,
  ) {}

  /** Null if nothing was on record yet, or the stream was deleted. Where an event cannot be read: what was before it. */
  async wholeTimelineOf(customerId: string): Promise<Timeline | null> {
    const timeline = await this.log.timelineOf(customerId).catch((error: unknown) => {
      if (error instanceof StreamDeleted) return null;
      throw error;
    });
    return timeline === null ? null : timelineFrom(timeline, this.vantage);
  }

  opened<C extends RecordedContact>(contact: C): C {
    return this.log.opened(contact);
  }
}

/** The part of a timeline that the vantage includes: the timeline itself if that is all of it, null if it is empty. */
export const timelineFrom = (timeline: Timeline, vantage: Vantage): Timeline | null =>
  finished(timelineFromInSteps(timeline, vantage));

export function* timelineFromInSteps(timeline: Timeline, vantage: Vantage): Steps<Timeline | null> {
  const { asOf, knownAt, position } = vantage;
  if (asOf === null && knownAt === null && position === null) return timeline;
  const all = [...timeline.recorded()];
  const known = all.filter((contact) => isKnown(contact, vantage));
  const isAll = known.length === all.length && (asOf === null || known.every(({ at }) => at <= asOf));
  if (isAll) return timeline;
  const seen = yield* timelineAsOfInSteps(known, { asOf: asOf ?? Infinity, knownAt: Infinity });
  return seen.size === 0 ? null : seen;
}
