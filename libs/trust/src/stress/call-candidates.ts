import { aboutFacts, type FactsIn, hypothetical, type RecordedContact, type Target, toIso } from '#relationship';
import { matterOf, type Pending } from './exposure.js';
import type { Strain } from './scenario.js';

type CallType = 'ProactiveCallMade' | 'StatusUpdateGiven' | 'CheckInHeld';

/** A call or update that could be made now, before the due times that it concerns. */
export type RemedyCall = {
  /** A ProactiveCallMade has BAD news. */
  readonly type: CallType;
  readonly about: Target;
  /** The earliest due time that it concerns, milliseconds since the epoch. */
  readonly before: number;
};

export type Candidate = {
  readonly call: RemedyCall;
  /** Makes the hypothetical contact of the call. */
  readonly contact: () => RecordedContact;
  /** Calls about one matter affect each other; calls about different matters do not. */
  readonly matter: Target;
  /** The call is about a whole issue. It excludes calls about single promises of the issue. */
  readonly isWhole: boolean;
};

/**
 * The calls that could soften a strain: about each promise, or about a whole issue where several of its promises are at
 * stake; under silence also a check-in. Calls that cover the most due times come first, then those with the earliest one.
 */
export function callCandidates({ lapses, isSilence, until }: Strain, at: number): Candidate[] {
  const worded: Worded[] = [];
  for (const [matter, ofMatter] of groupedBy(lapses, matterOf)) {
    const byTarget = groupedBy(ofMatter, ({ about }) => about);
    const isSeveral = byTarget.size > 1;
    for (const [about, ofTarget] of byTarget)
      if (!isSeveral || about !== matter) worded.push({ ...forewarning(about, ofTarget), matter, isWhole: false });
    if (isSeveral && matter !== null) worded.push({ ...badNews(matter, ofMatter), matter, isWhole: true });
  }
  if (isSilence)
    worded.push({
      type: 'CheckInHeld',
      about: null,
      facts: {},
      before: until,
      covers: 0,
      matter: null,
      isWhole: false,
    });
  worded.sort((a, b) => b.covers - a.covers || a.before - b.before);
  const occurredAt = isoAt(at);
  return worded.map(({ type, about, before, facts, matter, isWhole }, index) => ({
    call: { type, about, before },
    matter,
    isWhole,
    contact: () => hypothetical(type, { ...facts, occurredAt }, at, `remedy:${String(index).padStart(2, '0')}`),
  }));
}

/** Cache of one instant: the calls for a whole portfolio are all made at the same time. */
let last: readonly [at: number, iso: string] = [0, toIso(0)];
function isoAt(at: number): string {
  if (last[0] !== at) last = [at, toIso(at)];
  return last[1];
}

type Worded = Said & Pick<Candidate, 'matter' | 'isWhole'>;
type Said = RemedyCall & { readonly facts: FactsIn<CallType>; readonly covers: number };

/** For a promise, the news that it will not be kept; where only an update is owed, the update. */
const forewarning = (about: Target, lapses: readonly Pending[]): Said =>
  lapses.some(({ kind }) => kind === 'DELIVER')
    ? badNews(about, lapses)
    : { type: 'StatusUpdateGiven', facts: aboutFacts(about), ...covering(about, lapses) };

const badNews = (about: Target, lapses: readonly Pending[]): Said => ({
  type: 'ProactiveCallMade',
  facts: { ...aboutFacts(about), news: 'BAD' },
  ...covering(about, lapses),
});

const covering = (about: Target, lapses: readonly Pending[]) => ({
  about,
  before: lapses.reduce((first, { at }) => Math.min(first, at), Infinity),
  covers: lapses.length,
});

function groupedBy<T, K>(all: readonly T[], keyOf: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return groups;
}
