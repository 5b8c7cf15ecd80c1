import type { Waiting, WaitingHours } from '#relationship';
import type { TrustModelDocument } from './document.js';

type Written = NonNullable<TrustModelDocument['waiting']>;

/** Cache: equal hours are one object, so that models that differ in their weights alone share the evidence of waiting. */
const known = new Map<string, Waiting>();

/** The hours of a document; undefined where it has none. */
export function waitingOf({ waiting }: Pick<TrustModelDocument, 'waiting'>): Waiting | undefined {
  if (waiting === undefined) return undefined;
  const { bySegment, ...general } = waiting;
  const segments = Object.entries(bySegment).map(([segment, hours]) => [segment, hoursOf(hours)] as const);
  const made = { ...hoursOf(general), bySegment: new Map(segments) };
  const key = JSON.stringify([hoursOf(general), segments]);
  const same = known.get(key) ?? made;
  known.set(key, same);
  return same;
}

const hoursOf = ({ respondHours, updateHours }: Omit<Written, 'bySegment'>): WaitingHours => ({
  RESPOND: { MINOR: respondHours.MINOR, NORMAL: respondHours.NORMAL, MAJOR: respondHours.MAJOR },
  UPDATE: { MINOR: updateHours.MINOR, NORMAL: updateHours.NORMAL, MAJOR: updateHours.MAJOR },
});
