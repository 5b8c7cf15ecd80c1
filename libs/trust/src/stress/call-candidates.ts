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
  readonly contact: RecordedContact;
  /** Calls about one matter bear on each other; those about different matters do not. */
  readonly matter: string;
};

/**
 * The calls that could soften a strain: about each thing promised, and about an issue as a whole where several of its
 * promises are at stake; where all fall silent, also simply a word.
 */
export function callCandidates({ lapses, isSilence, until }: Strain, at: number): Candidate[] {
  const calls: (Omit<Candidate, 'contact'> & { readonly facts: object })[] = [];
  for (const [matter, ofMatter] of groupedBy(lapses, ({ issueId, about }) =>
    issueId === null ? about : `issue:${issueId}`,
  )) {
    const byTarget = groupedBy(ofMatter, ({ about }) => about);
    for (const [about, ofTarget] of byTarget)
      if (!(byTarget.size > 1 && about === matter))
        calls.push({ ...forewarning(about, ofTarget), matter: String(matter) });
    const issueId = ofMatter[0]?.issueId ?? null;
    if (byTarget.size > 1 && issueId !== null)
      calls.push({ ...badNews(target('issue', issueId), ofMatter), matter: String(matter) });
  }
  if (isSilence)
    calls.push({ call: { type: 'CheckInHeld', about: null, before: until }, facts: {}, matter: String(null) });
  return calls.map(({ call, facts, matter }, index) => ({
    call,
    matter,
    contact: hypothetical(call.type, facts, at, `remedy:${index}`),
  }));
}

type Worded = { readonly call: RemedyCall; readonly facts: object };

/** Of a promise, that it will not be kept; where only a word is owed, the word. */
const forewarning = (about: Target, lapses: readonly Pending[]): Worded =>
  lapses.some(({ kind }) => kind === 'DELIVER')
    ? badNews(about, lapses)
    : { call: { type: 'StatusUpdateGiven', about, before: firstDue(lapses) }, facts: aboutFacts(about) };

const badNews = (about: Target, lapses: readonly Pending[]): Worded => ({
  call: { type: 'ProactiveCallMade', about, before: firstDue(lapses) },
  facts: { ...aboutFacts(about), news: 'BAD' },
});

const firstDue = (lapses: readonly Pending[]): number =>
  lapses.reduce((first, { at }) => Math.min(first, at), Infinity);

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
