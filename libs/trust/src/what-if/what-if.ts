import {
  finished,
  obligationsInSteps,
  timelineAsOfInSteps,
  type Calendar,
  type Obligation,
  type RecordedContact,
  type Steps,
  type Timeline,
} from '#relationship';
import { assessTimeline } from '../assessment/assess.js';
import type { Assessment } from '../assessment/assess-entries.js';
import type { Contribution } from '../assessment/contribution.js';
import type { TrustModel } from '../model/model.js';
import { suppose, type Supposed, type SupposedRefusal } from './suppose.js';

export type WhatIfAsked = {
  /** The moment of the question, milliseconds since the epoch. */
  readonly now: number;
  /** As of when both sides are assessed. Left out: the later of `now` and the last hypothetical contact. */
  readonly asOf?: number;
  readonly knownAt: number;
  readonly model: TrustModel;
};

export type WhatIf = {
  readonly asOf: number;
  /** The facts of both sides. */
  readonly timelines: { readonly before: Timeline; readonly after: Timeline };
  /** Without the hypothetical contacts; null where the relationship is not open. */
  readonly before: Assessment | null;
  /** With the hypothetical contacts: all of them, or none where any is refused. */
  readonly after: Assessment | null;
  /** Obligations at `asOf` that the contacts discharge. */
  readonly discharged: readonly Obligation[];
  /** Obligations at `asOf` that the contacts cause. */
  readonly owed: readonly Obligation[];
  /** Obligations that stay owed, with another due time. */
  readonly moved: readonly { readonly before: Obligation; readonly after: Obligation }[];
  /** The contributions of the hypothetical contacts in `after`. Their other effects show in the difference of both sides. */
  readonly contributions: readonly Contribution[];
  /** The contacts that are part of `after`, in the order in which they happen. */
  readonly contacts: readonly RecordedContact[];
  /** Why they could not take place; empty where all can. */
  readonly refusals: readonly SupposedRefusal[];
};

/**
 * What hypothetical contacts would do, in the past or in the future. Both sides are assessed as of the same instant, so the
 * effect of time alone is not part of the result. The arguments are not changed.
 * @param contacts of one relationship, in any order
 * @param supposed with validated facts, as for real contacts
 */
export const whatIf = (
  contacts: Iterable<RecordedContact>,
  supposed: readonly Supposed[],
  asked: WhatIfAsked,
): WhatIf => finished(whatIfInSteps(contacts, supposed, asked));

export function* whatIfInSteps(
  contacts: Iterable<RecordedContact>,
  supposed: readonly Supposed[],
  { now, asOf: asked, knownAt, model }: WhatIfAsked,
): Steps<WhatIf> {
  const asOf = asked ?? supposed.reduce((latest, { at }) => Math.max(latest, at), now);
  const clocks = { asOf, knownAt };
  const facts = [...contacts];
  const actual = yield* timelineAsOfInSteps(facts, clocks);
  const { contacts: taken, refusals } = suppose(yield* timelineAsOfInSteps(facts, clocks), supposed);
  const added = refusals.length > 0 ? [] : taken;
  const imagined = yield* timelineAsOfInSteps([...actual.recorded(), ...added], { asOf, knownAt: Infinity });
  yield* actual.evidenceInSteps(model.calendar);
  yield* imagined.evidenceInSteps(model.calendar);
  const after = assessTimeline(imagined, asOf, model);
  const ids = new Set(added.map(({ id }) => id));
  return {
    asOf,
    timelines: { before: actual, after: imagined },
    before: assessTimeline(actual, asOf, model),
    after,
    ...(yield* changedObligations(actual, imagined, asOf, model.calendar)),
    contributions: after?.contributions.filter(({ entry }) => ids.has(entry.causeEventId)) ?? [],
    contacts: added,
    refusals,
  };
}

function* changedObligations(
  actual: Timeline,
  imagined: Timeline,
  asOf: number,
  calendar: Calendar,
): Steps<Pick<WhatIf, 'discharged' | 'owed' | 'moved'>> {
  const before = new Map((yield* obligationsInSteps(actual, asOf, calendar)).map((each) => [each.id, each]));
  const after = new Map((yield* obligationsInSteps(imagined, asOf, calendar)).map((each) => [each.id, each]));
  return {
    discharged: [...before.values()].filter(({ id }) => !after.has(id)),
    owed: [...after.values()].filter(({ id }) => !before.has(id)),
    moved: [...before.values()].flatMap((each) => {
      const now = after.get(each.id);
      return now === undefined || now.dueAt === each.dueAt ? [] : [{ before: each, after: now }];
    }),
  };
}
