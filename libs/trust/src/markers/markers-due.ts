import {
  type Calendar,
  type ContactType,
  type FactsIn,
  obligationsOf,
  type RecordedContact,
  type Timeline,
  timelineAsOf,
} from '#relationship';
import { priorOf } from '../assessment/assess.js';
import { weigh } from '../evidence/weigh.js';
import { calendarUnder } from '../model/calendar-under.js';
import type { TrustModel } from '../model/model.js';
import { bandChanges } from '../time/band-change.js';

/** Something that time alone brought about, for the log to say so. Times are milliseconds since the epoch. */
export type Marker = MarkerOf<'ObligationLapsed'> | MarkerOf<'BandCrossed'>;
type MarkerOf<T extends ContactType> = { readonly type: T; readonly at: number; readonly facts: FactsIn<T> };

export type Watched = {
  readonly model: TrustModel;
  readonly calendar: Calendar;
  /** What passed after this moment, ... */
  readonly since: number;
  /** ... and before this one. */
  readonly until: number;
};

/**
 * The due times that passed unmet and the bands that time alone crossed in a stretch of time, as the facts are known
 * now. Between two contacts nothing but time goes by, so the stretch is read from contact to contact. An executive's
 * HEADS_UP is due at once: it cannot lapse, only wait.
 */
export function markersDue(contacts: Iterable<RecordedContact>, { model, calendar, since, until }: Watched): Marker[] {
  const all = [...contacts];
  const times = all.map(({ at }) => at).filter((at) => at > since && at < until);
  const moments = [since, ...new Set(times.sort((a, b) => a - b)), until];
  const lapsed = new Map<string, Marker>();
  const crossed: Marker[] = [];
  for (const [index, from] of moments.slice(0, -1).entries()) {
    const to = moments[index + 1] ?? until;
    const timeline = timelineAsOf(all, { asOf: from, knownAt: Infinity });
    for (const marker of lapsesIn(timeline, calendarUnder(model, calendar), to)) {
      const id = marker.facts.obligationId;
      if (!lapsed.has(id)) lapsed.set(id, marker);
    }
    crossed.push(...crossingsIn(timeline, model, from, to - 1));
  }
  return [...lapsed.values(), ...crossed].sort((a, b) => a.at - b.at);
}

function lapsesIn(timeline: Timeline, calendar: Calendar, to: number) {
  return obligationsOf(timeline, to, calendar)
    .filter(({ kind, dueAt }) => kind !== 'HEADS_UP' && dueAt < to)
    .map(
      ({ id, kind, dueAt }) => ({ type: 'ObligationLapsed', at: dueAt, facts: { obligationId: id, kind } }) as const,
    );
}

function crossingsIn(timeline: Timeline, model: TrustModel, from: number, to: number): Marker[] {
  const prior = priorOf(timeline);
  if (prior === null || to <= from) return [];
  return bandChanges(weigh(timeline.evidence(), model), from, to, prior).map((change) => ({
    type: 'BandCrossed',
    at: change.at,
    facts: { from: change.from, to: change.to, model: model.id },
  }));
}
