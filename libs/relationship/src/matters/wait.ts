import type { Severity } from '../facts/severity.js';
import type { Mark } from './mark.js';
import type { Matter } from './matter.js';
import { respondId, silenceId } from './obligation-ids.js';
import { target, type Target } from './target.js';

export type WaitKind = 'RESPOND' | 'UPDATE';

/**
 * When a wait that begins at a moment is too long, milliseconds since the epoch. Null: the customer may wait without end.
 * It is the only thing about waits that depends on a model, a calendar or the terms of the relationship.
 */
export type DueAfter = (kind: WaitKind, severity: Severity, from: number) => number | null;

/** A time by which the customer should have a word from us. Times are milliseconds since the epoch. */
export type Wait = {
  readonly kind: WaitKind;
  readonly obligationId: string;
  readonly about: Target;
  /** What the customer said, or the word after which there is silence. */
  readonly cause: Mark;
  /** When it begins. A period of silence after another one begins when that one lapses. */
  readonly from: number;
  readonly dueAt: number;
  /** Whether it is among the first three in a row. Others are owed too, but no evidence. */
  readonly counts: boolean;
  /** When we gave a word; null while we have not. */
  readonly wordAt: number | null;
};

/** So many waits without a word between them are evidence. */
const MOST_IN_A_ROW = 3;

/** From one word about a target to the next. */
type Silence = {
  readonly about: Target;
  /** What the customer said in it and waits for an answer to. */
  readonly asked: Mark[];
  /** The word or the reopening from which the silence about an open issue counts. Null: it counts from no mark. */
  since: Mark | null;
  /** From when the issue is open, milliseconds since the epoch; Infinity where it is not, or there is none. */
  openFrom: number;
  /** We promised when the next word comes. That promise is owed in place of a word within a period. */
  isPromised: boolean;
  /**
   * Updates that we promised about promises of the issue. A word about a promise is no word about the issue, so each stands in
   * place of a word only until its time; then the silence counts on.
   */
  readonly promised: UpdatePromise[];
};

type UpdatePromise = Extract<Mark, { is: 'UPDATE_PROMISED' }>;

/** The waits of a matter, later ones to come included. Those of one silence are in the order in which they are due. */
export function waitsIn(matter: Matter, dueAfter: DueAfter): readonly Wait[] {
  const known = KNOWN.get(matter);
  if (known?.dueAfter === dueAfter) return known.waits;
  const waits = readWaits(matter, dueAfter);
  KNOWN.set(matter, { dueAfter, waits });
  return waits;
}

/** What was last asked of each matter. Evidence and obligations ask for the same. */
const KNOWN = new WeakMap<Matter, { readonly dueAfter: DueAfter; readonly waits: readonly Wait[] }>();

function readWaits(matter: Matter, dueAfter: DueAfter): Wait[] {
  const waits: Wait[] = [];
  readSilences(matter, (silence, word) => waits.push(...waitsOf(silence, word, matter.severity, dueAfter)));
  return waits;
}

/** The ids that the waits of the present silences can have, whatever hours a model sets. */
export function possibleWaitIds(matter: Matter): Set<string> {
  const ids = new Set<string>();
  readSilences(matter, ({ asked, since }, word) => {
    if (word !== null) return;
    for (const { eventId } of asked) ids.add(respondId(eventId));
    for (const { eventId } of since === null ? asked : [since, ...asked])
      for (let period = 1; period <= MOST_IN_A_ROW; period += 1) ids.add(silenceId(eventId, period));
  });
  return ids;
}

/**
 * Goes through the silences of a matter. There are none about an issue whose words are not tracked, and none before the
 * customer was told of an issue that we found: until then a DISCLOSE is owed.
 * @param read is called with each silence and the word that ended it; null: it lasts
 */
function readSilences({ issue, marks }: Matter, read: (silence: Silence, word: Mark | null) => void): void {
  if (issue?.wordsTracked === false) return;
  const own = issue === null ? null : target('issue', issue.issueId);
  const silences = new Map<Target, Silence>();
  let isOpen = issue !== null;
  let isHidden = issue !== null && issue.detectedAt !== null && !issue.raisedByCustomer;
  const begin = (about: Target, since: Mark | null): Silence => {
    const openFrom = about === own && isOpen ? -Infinity : Infinity;
    const silence = { about, asked: [], since: isOpen ? since : null, openFrom, isPromised: false, promised: [] };
    silences.set(about, silence);
    return silence;
  };
  const end = (about: Target, word: Mark): void => {
    const silence = silences.get(about);
    if (silence !== undefined) read(silence, word);
    silences.delete(about);
  };
  const silenceAbout = (about: Target) => silences.get(about) ?? begin(about, null);
  for (const mark of marks) {
    const isOwn = own !== null && mark.target === own;
    if (mark.eventId === issue?.toldByEventId) isHidden = false;
    if (mark.is === 'RESOLVED') isOpen = false;
    const isReopened = mark.is === 'REOPENED' && !isOpen;
    if (isReopened) isOpen = true;
    if (mark.is === 'WORD') {
      // A word about the issue is a word about each of its promises too.
      for (const about of isOwn ? [...silences.keys()] : [mark.target]) end(about, mark);
      if (isOwn && !isHidden) begin(own, mark);
    } else if (isHidden) continue;
    else if (isReopened) Object.assign(silenceAbout(own), { since: mark, openFrom: mark.at });
    else if (mark.is === 'WORD_WANTED') silenceAbout(mark.target).asked.push(mark);
    else if (mark.is === 'UPDATE_PROMISED' && isOwn) silenceAbout(own).isPromised = true;
    else if (mark.is === 'UPDATE_PROMISED' && own !== null) silenceAbout(own).promised.push(mark);
  }
  for (const silence of silences.values()) read(silence, null);
}

function waitsOf(silence: Silence, word: Mark | null, severity: Severity, dueAfter: DueAfter): Wait[] {
  const { about, asked, since, openFrom, isPromised, promised } = silence;
  const waits: Wait[] = [];
  const add = (wait: Pick<Wait, 'kind' | 'obligationId' | 'cause' | 'from' | 'dueAt'>) =>
    waits.push({ ...wait, about, counts: waits.length < MOST_IN_A_ROW, wordAt: word?.at ?? null });
  /** From when silence counts, and which period of it is the next. */
  let counted = since === null || isPromised ? null : { cause: since, from: since.at, period: 1 };
  let latest = -Infinity;
  let next = 0;
  /** The latest time for which an update was promised by a moment: a promise made after a lapse does not undo it. */
  const latestPromised = (by: number): number => {
    for (let each = promised[next]; each !== undefined && each.at <= by; each = promised[next]) {
      latest = Math.max(latest, each.dueAt);
      next += 1;
    }
    return latest;
  };
  const addPeriods = (until: number) => {
    while (counted !== null && waits.length < MOST_IN_A_ROW) {
      const { cause, from, period } = counted;
      if (from > until) return;
      const dueAt = dueAfter('UPDATE', severity, from);
      if (dueAt === null) return;
      const promisedUntil = latestPromised(dueAt);
      if (promisedUntil > from) {
        counted = { cause, from: promisedUntil, period };
        continue;
      }
      if (dueAt > until) return;
      add({ kind: 'UPDATE', obligationId: silenceId(cause.eventId, period), cause, from, dueAt });
      counted = { cause, from: dueAt, period: period + 1 };
    }
  };
  const answers = asked.flatMap((cause) => {
    const dueAt = dueAfter('RESPOND', severity, cause.at);
    return dueAt === null ? [] : [{ cause, dueAt }];
  });
  for (const { cause, dueAt } of answers.sort((a, b) => a.dueAt - b.dueAt)) {
    addPeriods(dueAt);
    add({ kind: 'RESPOND', obligationId: respondId(cause.eventId), cause, from: cause.at, dueAt });
    if (openFrom <= dueAt && !isPromised) counted = { cause, from: dueAt, period: 1 };
  }
  addPeriods(Infinity);
  return waits;
}

/** Whether the customer had no word in time. A word at the very due time is in time. */
export const lapses = ({ counts, dueAt, wordAt }: Wait): boolean => counts && (wordAt === null || wordAt > dueAt);
