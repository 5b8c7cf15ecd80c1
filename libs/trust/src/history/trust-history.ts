import type { RecordedContact } from '#relationship';
import type { TrustModel } from '../model/model.js';
import type { TrustBand } from '../score/band.js';
import { HistoryWalk } from './history-walk.js';

/** A model that was active from an instant on, until the next. */
export type ModelInForce = { readonly model: TrustModel; readonly from: number };

export type HistoryAsked = {
  /** First and last instant, milliseconds since the epoch; both are points of the curve. */
  readonly from: number;
  readonly to: number;
  /** How many points, 2 to 1,000, evenly spaced to the millisecond. Where the stretch has fewer milliseconds, one for each. */
  readonly points: number;
  readonly knownAt: number;
  /** The models in force; the earliest of them holds before its own `from` too. */
  readonly models: readonly [ModelInForce, ...ModelInForce[]];
};

export type HistoryPoint = {
  readonly at: number;
  /** Points, 0 to 100; null where the relationship was not open. Exactly what `assess` gives as of that instant. */
  readonly score: number | null;
  readonly band: TrustBand | null;
};

/** Something that happened on the curve. Times are milliseconds since the epoch. */
export type HistoryMarker =
  | {
      readonly is: 'CONTACT';
      readonly at: number;
      readonly contactId: string;
      readonly type: string;
      /** The score at that instant without and with all that happened in it; null where the relationship was not open. */
      readonly before: number | null;
      readonly after: number | null;
    }
  | {
      readonly is: 'BAND';
      /** The first millisecond of the new band. */
      readonly at: number;
      readonly from: TrustBand;
      readonly to: TrustBand;
      /** TIME: by ageing or by a due time that passed, with nobody doing anything. */
      readonly by: 'CONTACT' | 'MODEL' | 'TIME';
    }
  | { readonly is: 'MODEL'; readonly at: number; readonly from: string; readonly to: string };

export type TrustHistory = {
  readonly points: readonly HistoryPoint[];
  /** By time; those after `from` and up to `to`. */
  readonly markers: readonly HistoryMarker[];
};

const MOST_POINTS = 1000;

/**
 * The curve of trust between two instants, with what moved it. At each point the facts are those that had happened by
 * then, of what was known at `knownAt`; so a late fact shows from when it happened, a later one not before. Bands
 * crossed are exact to the millisecond, also between points.
 * @param contacts of one relationship, in any order
 * @throws RangeError when `from` lies after `to`, or there are too few or too many points
 */
export function trustHistory(contacts: Iterable<RecordedContact>, asked: HistoryAsked): TrustHistory {
  const { from, to, points } = asked;
  if (!(from <= to)) throw new RangeError('a history cannot end before it begins');
  if (!(Number.isInteger(points) && points >= 2 && points <= MOST_POINTS))
    throw new RangeError(`a history has 2 to ${MOST_POINTS} points, not ${points}`);
  const walk = new HistoryWalk(contacts, asked);
  return { points: instantsOf(asked).map((at) => walk.pointAt(at)), markers: walk.markers };
}

function instantsOf({ from, to, points }: HistoryAsked): number[] {
  const instants = Array.from({ length: points }, (_, index) =>
    Math.round(from + ((to - from) * index) / (points - 1)),
  );
  return instants.filter((at, index) => index === 0 || at > (instants[index - 1] ?? at));
}
