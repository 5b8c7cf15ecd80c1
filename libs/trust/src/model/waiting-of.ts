import type { Waiting, WaitingHours } from '#relationship';
import { bySegment } from './by-segment.js';
import type { TrustModelDocument } from './document.js';

type Written = NonNullable<TrustModelDocument['waiting']>;

/** Cache: equal hours are one object, so that models that differ in their weights alone share the evidence of waiting. */
const known = new Map<string, Waiting>();

/** The hours of a document; undefined where it has none. */
export function waitingOf({ waiting }: Pick<TrustModelDocument, 'waiting'>): Waiting | undefined {
  if (waiting === undefined) return undefined;
  const { bySegment: segments, ...general } = waiting;
  const made = { ...hoursOf(general), bySegment: bySegment(segments, hoursOf) };
  const key = JSON.stringify([hoursOf(general), [...made.bySegment]]);
  const same = known.get(key) ?? made;
  known.set(key, same);
  return same;
}

const hoursOf = ({ respondHours, updateHours }: Omit<Written, 'bySegment'>): WaitingHours => ({
  RESPOND: { MINOR: respondHours.MINOR, NORMAL: respondHours.NORMAL, MAJOR: respondHours.MAJOR },
  UPDATE: { MINOR: updateHours.MINOR, NORMAL: updateHours.NORMAL, MAJOR: updateHours.MAJOR },
});
