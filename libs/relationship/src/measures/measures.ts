import { isNamed } from '../facts/normal-form.js';
import { declares } from '../contacts/catalog.js';
import type { Matter } from '../matters/matter.js';
import type { Slip } from '../matters/slip.js';
import type { Timeline } from '../timeline/timeline.js';

/** A period, milliseconds since the epoch: `from` is included, `before` is not. */
export type Period = { readonly from: number; readonly before: number };

/**
 * What was counted in a period. Counts of several relationships can be added. Durations are kept one by one, because
 * quantiles cannot be merged. Durations are in milliseconds.
 */
export type Measures = {
  /** Time from detecting an issue to telling the customer, one for each issue told, by the time when we told. */
  readonly timesToInformMs: readonly number[];
  /** Issues and due times that the customer heard about from us first, by the time when they heard. */
  readonly toldFirst: number;
  /** Issues and due times that the customer learned about before we told them, by the time when they learned. */
  readonly surprises: number;
  readonly promisesKept: number;
  readonly missedForewarned: number;
  /** Missed without notice before, whether the customer was surprised or not. */
  readonly missedUnannounced: number;
  readonly declinedPlain: number;
  readonly declinedExplained: number;
  readonly declinedWithAlternative: number;
  /** Delay from a contact to its recording, by the time of the contact. */
  readonly recordingLagsMs: readonly number[];
};

export const NOTHING_MEASURED: Measures = {
  timesToInformMs: [],
  toldFirst: 0,
  surprises: 0,
  promisesKept: 0,
  missedForewarned: 0,
  missedUnannounced: 0,
  declinedPlain: 0,
  declinedExplained: 0,
  declinedWithAlternative: 0,
  recordingLagsMs: [],
};

const CLASSES: Readonly<
  Record<string, 'promisesKept' | 'missedForewarned' | 'missedUnannounced' | 'surprises' | Declined>
> = {
  expectation_kept: 'promisesKept',
  expectation_missed_forewarned: 'missedForewarned',
  expectation_missed_unannounced: 'missedUnannounced',
  expectation_missed_surprised: 'missedUnannounced',
  surprise: 'surprises',
  decline_plain: 'declinedPlain',
  decline_explained: 'declinedExplained',
  decline_with_alternative: 'declinedWithAlternative',
};
type Declined = 'declinedPlain' | 'declinedExplained' | 'declinedWithAlternative';

/**
 * Measures one relationship.
 * @param service counts only what belongs to issues of this service; null: everything
 * @param asOf due times that pass later are not counted, milliseconds since the epoch
 */
export function measure(timeline: Timeline, period: Period, asOf: number, service: string | null = null): Measures {
  const isIn = (at: number | null) => at !== null && at >= period.from && at < period.before;
  const isOfService = (matter: Matter) => service === null || isNamed(service, matter.issue?.service);
  const counts = { ...NOTHING_MEASURED, timesToInformMs: [] as number[], recordingLagsMs: [] as number[] };
  for (const { at, causeEventId, class: evidenceClass, lapse } of timeline.evidence()) {
    const counted = CLASSES[evidenceClass];
    const isPast = lapse ? asOf > at : asOf >= at;
    if (counted !== undefined && isPast && isIn(at) && isOfService(timeline.matterOfContact(causeEventId)))
      counts[counted] += 1;
  }
  for (const matter of timeline.allMatters()) {
    if (!isOfService(matter)) continue;
    counts.toldFirst += slipsOf(matter).filter((slip) => isToldFirst(slip) && isIn(slip.toldAt)).length;
    const { issue } = matter;
    if (issue !== null && issue.detectedAt !== null && issue.toldAt !== null && isIn(issue.toldAt))
      counts.timesToInformMs.push(Math.max(0, issue.toldAt - issue.detectedAt));
  }
  for (const { at, id, recordedAt, type } of timeline.effectiveContacts()) {
    // Nobody records markers by hand: their delay shows only how long the watcher was down.
    if (!declares(type, 'marker') && isIn(at) && isOfService(timeline.matterOfContact(id)))
      counts.recordingLagsMs.push(recordedAt - at);
  }
  return counts;
}

/** Every issue that we raised, and every due time. */
const slipsOf = ({ issue, expectations }: Matter): readonly Slip[] => [
  ...(issue === null || issue.raisedByCustomer ? [] : [issue]),
  ...expectations.flatMap(({ dues }) => dues),
];

/** We told the customer, by bad news or a reset, before they learned of it from elsewhere. */
const isToldFirst = ({ toldAt, surprisedAt }: Slip): boolean => toldAt !== null && surprisedAt === null;

export function addMeasures(a: Measures, b: Measures): Measures {
  return {
    timesToInformMs: [...a.timesToInformMs, ...b.timesToInformMs],
    toldFirst: a.toldFirst + b.toldFirst,
    surprises: a.surprises + b.surprises,
    promisesKept: a.promisesKept + b.promisesKept,
    missedForewarned: a.missedForewarned + b.missedForewarned,
    missedUnannounced: a.missedUnannounced + b.missedUnannounced,
    declinedPlain: a.declinedPlain + b.declinedPlain,
    declinedExplained: a.declinedExplained + b.declinedExplained,
    declinedWithAlternative: a.declinedWithAlternative + b.declinedWithAlternative,
    recordingLagsMs: [...a.recordingLagsMs, ...b.recordingLagsMs],
  };
}

/** Share of slips that the customer heard about from us first, 0 to 1; null where they heard of none from anybody. */
export function firstToTellRate({ toldFirst, surprises }: Measures): number | null {
  const heard = toldFirst + surprises;
  return heard === 0 ? null : toldFirst / heard;
}
