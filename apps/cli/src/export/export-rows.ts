import { idIn, obligationsOf, outcomeOf, timelineAsOf, type RecordedContact } from '#relationship';
import {
  assessTimeline,
  forecastOf,
  openPromises,
  pointsAtStake,
  weigh,
  type Contribution,
  type ForecastBasis,
} from '#trust';
import type { ModelsInUse } from '../derive/models-asked.js';
import type { EvidenceRow } from '../tables/datasets/evidence.js';
import type { ObligationRow } from '../tables/datasets/obligations.js';
import type { OutcomeRow } from '../tables/datasets/outcomes.js';

/** Both clocks (milliseconds since the epoch) and the models of an export. */
export type Asked = {
  readonly asOf: number;
  readonly knownAt: number;
  readonly models: ModelsInUse;
  /** Null for a dataset without forecasts. */
  readonly basis: ForecastBasis | null;
};

/** The evidence of one relationship, each entry with its contribution to the score. */
export function evidenceRows(
  customerId: string,
  contacts: readonly RecordedContact[],
  { asOf, knownAt, models }: Asked,
): EvidenceRow[] {
  const timeline = timelineAsOf(contacts, { asOf, knownAt });
  const model = models.for(timeline.profile?.segment ?? null);
  const contributions = new Map<object, Contribution>();
  for (const each of assessTimeline(timeline, asOf, model)?.contributions ?? []) contributions.set(each.entry, each);
  return timeline
    .evidence(model.calendar)
    .map((entry) => ({ customerId, asOf, entry, model: model.id, contribution: contributions.get(entry) ?? null }));
}

/** The obligations of one relationship, deferred ones included. */
export function obligationRows(
  customerId: string,
  contacts: readonly RecordedContact[],
  { asOf, knownAt, models, basis }: Asked,
): ObligationRow[] {
  const timeline = timelineAsOf(contacts, { asOf, knownAt });
  const model = models.for(timeline.profile?.segment ?? null);
  const owed = obligationsOf(timeline, asOf, model.calendar);
  if (owed.length === 0) return [];
  const stakes = pointsAtStake(timeline, weigh(timeline.evidence(model.calendar), model), owed, asOf);
  const owner = timeline.profile?.owner ?? null;
  const open = openPromises(timeline, asOf);
  const forecastFor = ({ kind, about, dueAt }: (typeof owed)[number]) => {
    const promise = kind === 'DELIVER' && dueAt >= asOf ? open.get(idIn(about, 'expectation') ?? '') : undefined;
    return promise === undefined || basis === null ? null : forecastOf(promise, basis);
  };
  return owed.map((obligation, index) => ({
    ...{ customerId, owner, asOf, obligation, model: model.id },
    pointsAtStake: stakes[index] ?? 0,
    forecast: forecastFor(obligation),
    deferredUntil: timeline.deferredUntil(obligation.id, asOf),
  }));
}

/** The outcomes of one relationship that are not retracted, as known at `knownAt`. */
export function outcomeRows(
  _customerId: string,
  contacts: readonly RecordedContact[],
  { asOf, knownAt }: Asked,
): OutcomeRow[] {
  const timeline = timelineAsOf(contacts, { asOf, knownAt });
  return [...timeline.effectiveContacts()].flatMap((contact) => {
    const outcome = outcomeOf(contact);
    return outcome === null ? [] : [{ contact, outcome }];
  });
}
