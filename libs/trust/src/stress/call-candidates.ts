import { hypothetical, target, type RecordedContact, type Target } from '#relationship';
import type { Pending } from './exposure.js';
import type { Strain } from './scenario.js';

/** A call or update that could be made now, before what is at stake falls due. */
export type RemedyCall = {
  /** ProactiveCallMade with BAD news, StatusUpdateGiven or CheckInHeld. */
  readonly type: string;
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
};

/**
 * The calls that could soften a strain: about each thing promised, and about an issue as a whole where several of its
 * promises are at stake; where all fall silent, also simply a word. Those that cover most come first, then those of what
 * falls due first.
 */
export function callCandidates({ lapses, isSilence, until }: Strain, at: number): Candidate[] {
  const worded: Worded[] = [];
  for (const [matter, ofMatter] of groupedBy(lapses, matterOf)) {
    const byTarget = groupedBy(ofMatter, ({ about }) => about);
    const isSeveral = byTarget.size > 1;
    for (const [about, ofTarget] of byTarget)
      if (!isSeveral || about !== matter) worded.push({ ...forewarning(about, ofTarget), matter });
    if (isSeveral && matter !== null) worded.push({ ...badNews(matter, ofMatter), matter });
  }
  if (isSilence) worded.push({ type: 'CheckInHeld', about: null, facts: {}, before: until, covers: 0, matter: null });
  worded.sort((a, b) => b.covers - a.covers || a.before - b.before);
  return worded.map(({ type, about, before, facts, matter }, index) => ({
    call: { type, about, before },
    matter,
    // At one instant, news of a promise before news of its issue as a whole: each then tells of something.
    contact: () => hypothetical(type, facts, at, `remedy:${String(worded.length - index).padStart(2, '0')}`),
  }));
}

type Worded = RemedyCall & { readonly matter: Target; readonly facts: object; readonly covers: number };

/** The issue that it belongs to, or else what was promised by itself; null for nothing in particular. */
const matterOf = ({ issueId, about }: Pending): Target => (issueId === null ? about : target('issue', issueId));

/** Of a promise, that it will not be kept; where only a word is owed, the word. */
const forewarning = (about: Target, lapses: readonly Pending[]): Omit<Worded, 'matter'> =>
  lapses.some(({ kind }) => kind === 'DELIVER')
    ? badNews(about, lapses)
    : { type: 'StatusUpdateGiven', facts: aboutFacts(about), ...covering(about, lapses) };

const badNews = (about: Target, lapses: readonly Pending[]): Omit<Worded, 'matter'> => ({
  type: 'ProactiveCallMade',
  facts: { ...aboutFacts(about), news: 'BAD' },
  ...covering(about, lapses),
});

const covering = (about: Target, lapses: readonly Pending[]) => ({
  about,
  before: lapses.reduce((first, { at }) => Math.min(first, at), Infinity),
  covers: lapses.length,
});

function aboutFacts(about: Target): object {
  if (about === null) return {};
  const colon = about.indexOf(':');
  return { about: { [`${about.slice(0, colon)}Id`]: about.slice(colon + 1) } };
}

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
