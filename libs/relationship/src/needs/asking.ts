import { compareText } from '../facts/order.js';
import { idIn, target } from '../matters/target.js';
import type { Mark } from '../matters/mark.js';
import type { Matter } from '../matters/matter.js';
import type { Timeline } from '../timeline/timeline.js';
import { needIn } from '../contacts/catalog.js';

/** How one customer asked for a need, as we know it now. Times are milliseconds since the epoch. */
export type Asking = {
  readonly needId: string;
  readonly firstAskedAt: number;
  readonly lastAskedAt: number;
  /** Requests with this need; a request that was received and then declined counts once. */
  readonly timesAsked: number;
  /** How many of these requests ended with the customer accepting an alternative. */
  readonly alternativesAccepted: number;
  /** Since when they wait; null where they do not: the need was fulfilled since, or we no longer serve them. */
  readonly waitingSince: number | null;
  /** When it was last fulfilled for them; null where it never was. */
  readonly fulfilledAt: number | null;
  readonly lastRequestContactId: string;
  /** The last contact that states the need in words; null where none does, or the words can no longer be read. */
  readonly wordedByContactId: string | null;
};

/** Every need that the customer asked for, by need id. */
export function askingsOf(timeline: Timeline): readonly Asking[] {
  const askings: Asking[] = [];
  for (const { marks } of timeline.allMatters()) {
    const asked = marks.filter((mark) => mark.is === 'NEED');
    const needId = idIn(asked[0]?.target ?? null, 'need');
    if (needId !== null) askings.push(askingOf(timeline, needId, marks, asked));
  }
  return askings.sort((a, b) => compareText(a.needId, b.needId));
}

type NeedMark = Extract<Mark, { is: 'NEED' }>;

function askingOf(timeline: Timeline, needId: string, marks: Matter['marks'], asked: readonly NeedMark[]): Asking {
  const requests = new Set(asked.map(({ requestId }) => requestId));
  const fulfilledAt = marks.findLast(({ is }) => is === 'NEED_FULFILLED')?.at ?? null;
  const unanswered = asked.find(({ at }) => fulfilledAt === null || at > fulfilledAt);
  const first = asked[0] as NeedMark;
  const last = asked.at(-1) as NeedMark;
  const saysNeed = ({ eventId }: NeedMark) => {
    const contact = timeline.contact(eventId);
    return contact !== null && needIn(contact) !== null;
  };
  return {
    needId,
    firstAskedAt: first.at,
    lastAskedAt: last.at,
    timesAsked: requests.size,
    alternativesAccepted: [...requests].filter((requestId) => isAlternativeTaken(timeline, requestId)).length,
    waitingSince: isServedAt(timeline, Infinity) ? (unanswered?.at ?? null) : null,
    fulfilledAt,
    lastRequestContactId: last.eventId,
    wordedByContactId: isErased(timeline) ? null : (asked.findLast(saysNeed)?.eventId ?? null),
  };
}

function isAlternativeTaken(timeline: Timeline, requestId: string): boolean {
  const about = target('request', requestId);
  const answers = timeline.matterOf(about).marks.filter((mark) => mark.is === 'ALTERNATIVE_ANSWERED');
  return answers.findLast((mark) => mark.target === about)?.accepted ?? false;
}

const isErased = (timeline: Timeline): boolean => timeline.erasure !== null;

/** Whether the relationship was open at that moment, and its customer is not erased. */
export function isServedAt(timeline: Timeline, at: number): boolean {
  const profile = timeline.profileAt(at);
  return profile !== null && !profile.closed && !isErased(timeline);
}
