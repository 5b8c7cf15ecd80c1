import {
  type Calendar,
  type ContactType,
  type FactsIn,
  isLateNews,
  lapsedBy,
  type RecordedContact,
  type Timeline,
  timelineAsOf,
} from '#relationship';
import { priorOf } from '../assessment/assess.js';
import { weigh } from '../evidence/weigh.js';
import type { TrustModel } from '../model/model.js';
import { bandChanges } from '../time/band-change.js';

/** A change by time alone, to be recorded in the log. Times are milliseconds since the epoch. */
export type Marker = MarkerOf<'ObligationLapsed'> | MarkerOf<'BandCrossed'>;
type MarkerOf<T extends ContactType> = { readonly type: T; readonly at: number; readonly facts: FactsIn<T> };

export type Watched = {
  readonly model: TrustModel;
  /** Start of the period, milliseconds since the epoch; not included. */
  readonly since: number;
  /** End of the period, milliseconds since the epoch; not included. */
  readonly until: number;
};

/**
 * The due times that passed unmet and the bands that changed by time alone in a period, by the facts known now. Between two
 * contacts only time passes, so the period is computed from contact to contact. A HEADS_UP is due at once, so it cannot
 * lapse; it stays owed. What had passed before its cause was recorded needs no marker.
 */
export function markersDue(contacts: Iterable<RecordedContact>, { model, since, until }: Watched): Marker[] {
  const all = [...contacts];
  const times = all.map(({ at }) => at).filter((at) => at > since && at < until);
  const moments = [since, ...new Set(times.sort((a, b) => a - b)), until];
  const lapsed = new Map<string, Marker>();
  const crossed: Marker[] = [];
  for (const [index, from] of moments.slice(0, -1).entries()) {
    const to = moments[index + 1] ?? until;
    const timeline = timelineAsOf(all, { asOf: from, knownAt: Infinity });
    for (const marker of lapsesIn(timeline, model.calendar, to)) {
      const id = marker.facts.obligationId;
      if (!lapsed.has(id)) lapsed.set(id, marker);
    }
    crossed.push(...crossingsIn(timeline, model, from, to - 1));
  }
  return [...lapsed.values(), ...crossed].sort((a, b) => a.at - b.at);
}

function lapsesIn(timeline: Timeline, calendar: Calendar, to: number) {
  return lapsedBy(timeline, to, calendar)
    .filter((lapsed) => lapsed.kind !== 'HEADS_UP' && !isLateNews(timeline, lapsed))
    .map(
      ({ id, kind, dueAt }) => ({ type: 'ObligationLapsed', at: dueAt, facts: { obligationId: id, kind } }) as const,
    );
}

function crossingsIn(timeline: Timeline, model: TrustModel, from: number, to: number): Marker[] {
  const prior = priorOf(timeline);
  if (prior === null || to <= from) return [];
  return bandChanges(weigh(timeline.evidence(model.calendar), model), from, to, prior).map((change) => ({
    type: 'BandCrossed',
    at: change.at,
    facts: { from: change.from, to: change.to, model: model.id },
  }));
}
