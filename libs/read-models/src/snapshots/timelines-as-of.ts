import type { ContactLog } from '#contact-log';
import { StreamDeleted } from '#event-store';
import {
  counts,
  finished,
  Timeline,
  timelineAsOfInSteps,
  type Clocks,
  type RecordedContact,
  type Steps,
} from '#relationship';
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
    return timeline === null ? null : timelineFrom(timeline, this.vantage, customerId);
  }

  opened<C extends RecordedContact>(contact: C): C {
    return this.log.opened(contact);
  }
}

/**
 * The part of a timeline that the vantage includes: the timeline itself if that is all of it, null if it is empty.
 * @param customerId by which the relationship was asked for: it may have led to another relationship then. Left out: its own
 */
export const timelineFrom = (timeline: Timeline, vantage: Vantage, customerId?: string): Timeline | null =>
  finished(timelineFromInSteps(timeline, vantage, customerId));

export function* timelineFromInSteps(
  timeline: Timeline,
  vantage: Vantage,
  customerId = timeline.customerId,
): Steps<Timeline | null> {
  const { asOf, knownAt, position } = vantage;
  if (asOf === null && knownAt === null && position === null) return timeline;
  const clocks = { asOf: asOf ?? Infinity, knownAt: Infinity };
  const all = timeline.everJoined?.contacts ?? [...timeline.recorded()];
  const known = all.filter((contact) => isKnown(contact, vantage));
  const seen =
    timeline.everJoined === null
      ? yield* timelineOf(timeline, known, clocks, all.length)
      : Timeline.joined(
          customerId,
          known.filter((contact) => counts(contact, clocks)),
        );
  return seen.size === 0 ? null : seen;
}

function* timelineOf(
  timeline: Timeline,
  known: readonly RecordedContact[],
  clocks: Clocks,
  ofAll: number,
): Steps<Timeline> {
  const isAll = known.length === ofAll && known.every(({ at }) => at <= clocks.asOf);
  return isAll ? timeline : yield* timelineAsOfInSteps(known, clocks);
}
