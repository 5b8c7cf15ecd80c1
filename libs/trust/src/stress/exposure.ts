import {
  compareEntries,
  type Cover,
  kindOfObligation,
  type MatterExcerpt,
  type Money,
  type ObligationKind,
  readerOf,
  target,
  type Target,
  type Timeline,
} from '#relationship';
import { sumAt } from '../evidence/run.js';
import { toCome, weigh, type Weighed, type WeighedEntry } from '../evidence/weigh.js';
import { weighTimeline } from '../evidence/weigh-timeline.js';
import type { TrustModel } from '../model/model.js';

/**
 * A snapshot of a relationship for stress tests at any later time, without its history. Plain JSON without personal data, to
 * be stored with a list row or sent to a worker. It is valid until the next fact.
 */
export type Exposure = {
  readonly customerId: string;
  readonly owner: string | null;
  readonly cover: Cover | null;
  readonly segment: string | null;
  /** When the contract is renewed, milliseconds since the epoch; null where nobody said. */
  readonly renewsAt: number | null;
  readonly value: Money | null;
  /** Trust it opened with, points; null: the model's prior applies. */
  readonly openingTrust: number | null;
  readonly model: string;
  /** The earliest time for which it can be used, milliseconds since the epoch. */
  readonly asOf: number;
  /** The decayed sum of every class that had evidence by then. */
  readonly counted: readonly (readonly [evidenceClass: string, sum: number])[];
  /** Evidence that does not count yet: future due times. */
  readonly pending: readonly Pending[];
  /** JSON of the matters of `pending`, by name. It stays a text, since only a few exposures are ever parsed. */
  readonly matters: string;
};

/** A future due time, as the evidence that it will be if it passes without a further contact. */
export type Pending = {
  readonly class: string;
  readonly at: number;
  readonly lapse: boolean;
  readonly magnitude: number;
  readonly obligationId: string;
  /** DELIVER, UPDATE or RESPOND. */
  readonly kind: ObligationKind;
  /** The target of the promise or update; null where it has none. */
  readonly about: Target;
  /** The issue that it belongs to, and the service of that issue; null where there is none. */
  readonly issueId: string | null;
  readonly service: string | null;
};

/**
 * @param timeline has no fact after `asOf`
 * @returns null where the relationship is not open, is closed or was erased: a stress test leaves it out
 */
export function exposureOf(timeline: Timeline, model: TrustModel, asOf: number): Exposure | null {
  const { profile } = timeline;
  if (profile === null || profile.closed || timeline.erasure !== null) return null;
  const weighed = weighTimeline(timeline, model);
  const pending = toCome(weighed, asOf).map((each) => pendingOf(timeline, each));
  return {
    customerId: timeline.customerId,
    owner: profile.owner,
    cover: profile.cover,
    segment: profile.segment,
    renewsAt: profile.renewsAt,
    value: profile.value,
    openingTrust: profile.openingTrust,
    model: model.id,
    asOf,
    counted: countedBy(weighed, asOf),
    pending,
    matters: JSON.stringify(mattersKept(timeline, model, asOf, pending)),
  };
}

function pendingOf(timeline: Timeline, { entry, magnitude }: WeighedEntry): Pending {
  const { causeEventId, obligationId } = entry;
  const { issue } = timeline.matterOfContact(causeEventId);
  return {
    class: entry.class,
    at: entry.at,
    lapse: entry.lapse,
    magnitude,
    obligationId: obligationId ?? '',
    kind: kindOfObligation(obligationId ?? ''),
    about: timeline.targetOfContact(causeEventId),
    issueId: issue?.issueId ?? null,
    service: issue?.service ?? null,
  };
}

/** The matter that a due time belongs to: its issue, else its own target; null where it has neither. */
export const matterOf = ({ issueId, about }: Pending): Target => (issueId === null ? about : target('issue', issueId));

/** A matter with pending due times. */
export type MatterKept = MatterExcerpt & {
  /** The part of `Exposure.counted` that comes from this matter. */
  readonly counted: Exposure['counted'];
};

type MattersKept = Readonly<Record<string, MatterKept>>;

function mattersKept(timeline: Timeline, model: TrustModel, asOf: number, pending: readonly Pending[]): MattersKept {
  const kept = [...new Set(pending.map(matterOf))].map((matter): [string, MatterKept] => {
    const excerpt = timeline.excerpt(matter, model.calendar);
    const entries = readerOf(excerpt)([]).toSorted(compareEntries);
    return [String(matter), { ...excerpt, counted: countedBy(weigh(entries, model), asOf) }];
  });
  return Object.fromEntries(kept);
}

const countedBy = ({ runs }: Weighed, asOf: number): Exposure['counted'] =>
  runs.flatMap((run) => {
    const sum = sumAt(run, asOf);
    return sum === 0 ? [] : [[run.class.name, sum] as const];
  });

/** Parses the matters of an exposure. */
export function openMatters({ matters }: Exposure): (matter: Target) => MatterKept {
  const opened = JSON.parse(matters) as MattersKept;
  return (matter) => opened[String(matter)] ?? NOTHING_SAID;
}

const NOTHING_SAID: MatterKept = { contacts: [], marks: [], notices: [], counted: [] };
