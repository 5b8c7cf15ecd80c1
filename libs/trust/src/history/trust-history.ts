import { finished, type RecordedContact, type Steps } from '#relationship';
import type { HistoryAsked, HistoryPoint, TrustHistory } from './history.js';
import { HistoryWalk } from './history-walk.js';

export const MOST_POINTS = 1000;

/**
 * The curve of trust between two instants, with the changes that moved it. Each point uses the facts that had happened by
 * then and were known at `knownAt`, so a fact recorded late shows from when it happened. Band changes are exact to the
 * millisecond, also between points.
 * @param contacts of one relationship, in any order
 * @throws RangeError when `from` lies after `to`, or there are too few or too many points
 */
export const trustHistory = (contacts: Iterable<RecordedContact>, asked: HistoryAsked): TrustHistory =>
  finished(trustHistoryInSteps(contacts, asked));

export function* trustHistoryInSteps(contacts: Iterable<RecordedContact>, asked: HistoryAsked): Steps<TrustHistory> {
  const { from, to, points } = asked;
  if (!(from <= to)) throw new RangeError(`a history cannot end at ${to}, before its start at ${from}`);
  if (!(Number.isInteger(points) && points >= 2 && points <= MOST_POINTS))
    throw new RangeError(`a history has 2 to ${MOST_POINTS} points, not ${points}`);
  const walk = new HistoryWalk(contacts, asked);
  yield* walk.begin();
  const found: HistoryPoint[] = [];
  for (const at of instantsOf(asked)) found.push(yield* walk.pointAt(at));
  return { points: found, markers: walk.markers };
}

function instantsOf({ from, to, points }: HistoryAsked): number[] {
  const instants = Array.from({ length: points }, (_, index) =>
    Math.round(from + ((to - from) * index) / (points - 1)),
  );
  return instants.filter((at, index) => index === 0 || at > (instants[index - 1] ?? at));
}
