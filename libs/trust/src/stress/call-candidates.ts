import { aboutFacts, type FactsIn, hypothetical, type RecordedContact, type Target, toIso } from '#relationship';
import { matterOf, type Pending } from './exposure.js';
import type { Strain } from './scenario.js';

type CallType = 'ProactiveCallMade' | 'StatusUpdateGiven' | 'CheckInHeld';

/** A call or update that could be made now, before what is at stake falls due. */
export type RemedyCall = {
  /** A ProactiveCallMade has BAD news. */
  readonly type: CallType;
  readonly about: Target;
  /** The first due time that it comes before, milliseconds since the epoch. */
  readonly before: number;
};

export type Candidate = {
  readonly call: RemedyCall;
  /** The contact that it would be, as a hypothesis. */
  readonly contact: () => RecordedContact;
  /** Calls about one matter bear on each other; those about different matters do not. */
  readonly matter: Target;
  /** About an issue as a whole: nobody calls about it and in the same minute about each of its promises. */
  readonly isWhole: boolean;
};

/**
 * The calls that could soften a strain: about each thing promised, or about an issue as a whole where several of its
 * promises are at stake; where all fall silent, also simply a word. Those that cover most come first, then those of what
 * falls due first.
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

/** Calls of a whole book are all made at one time. */
let last: readonly [at: number, iso: string] = [0, toIso(0)];
function isoAt(at: number): string {
  if (last[0] !== at) last = [at, toIso(at)];
  return last[1];
}

type Worded = Said & Pick<Candidate, 'matter' | 'isWhole'>;
type Said = RemedyCall & { readonly facts: FactsIn<CallType>; readonly covers: number };

/** Of a promise, that it will not be kept; where only a word is owed, the word. */
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
