import { idIn, target } from '../matters/target.js';
import { passesUnmet } from '../matters/expectation.js';
import type { Mark } from '../matters/mark.js';
import type { Matter } from '../matters/matter.js';
import type { Profile } from '../contacts/profile.js';
import type { WorkCalendar } from '../calendar/calendar.js';
import { addWorkingDays } from '../calendar/working-days.js';
import { deliverId, disclosePromiseId, lookBackId, updateId } from '../matters/obligation-ids.js';
import type { Obligation } from '../matters/obligation.js';
import { waitsIn, type DueAfter, type Wait } from '../matters/wait.js';

/** Everything that the obligations of a matter depend on. */
export type Owing = {
  readonly matter: Matter;
  readonly profile: Profile;
  /** The calendar of the relationship's segment. */
  readonly calendar: WorkCalendar;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly isExecutive: (stakeholderId: string) => boolean;
  /** How long the customer may wait for a word; null: without end. */
  readonly dueAfter: DueAfter | null;
};

const WORKING_DAYS_TO_LOOK_BACK = 5;
const WORKING_DAYS_TO_FOLLOW_UP = 5;

type Of<K extends Mark['is']> = Extract<Mark, { is: K }>;
const only =
  <K extends Mark['is']>(is: K) =>
  (mark: Mark): mark is Of<K> =>
    mark.is === is;

/** We know of an issue, or of a promise that passed unmet, and the customer has not heard it from us. */
export function disclosures({ matter, profile, now }: Owing): Obligation[] {
  const owed: Obligation[] = [];
  const { issue } = matter;
  const isNews = issue !== null && issue.detectedAt !== null && issue.toldAt === null && !issue.raisedByCustomer;
  if (isNews && issue.detectedAt !== null) {
    const about = target('issue', issue.issueId);
    const dueAt = issue.detectedAt + matter.noticeMsAt(issue.detectedAt);
    owed.push({ id: `DISCLOSE:${about}`, kind: 'DISCLOSE', dueAt, about, causeEventId: issue.reportedByEventId });
  }
  for (const expectation of matter.expectations) {
    const due = expectation.dues.at(-1);
    if (!due || due.dueAt === null || due.dueAt >= now || due.toldAt !== null) continue;
    if (expectation.closing !== null || !passesUnmet(expectation, due)) continue;
    const about = target('expectation', expectation.expectationId);
    const dueAt = due.dueAt + profile.noticeMs;
    owed.push({ id: disclosePromiseId(due), kind: 'DISCLOSE', dueAt, about, causeEventId: due.setByEventId });
  }
  return owed;
}

/** The customer turned to us or has an open issue, and waits for a word. Of the periods of one silence the last one begun is owed. */
export function words({ matter, dueAfter, now }: Owing): Obligation[] {
  if (dueAfter === null) return [];
  const begun = waitsIn(matter, dueAfter).filter(({ wordAt, from, cause }) => {
    const followsALapse = from !== cause.at;
    return wordAt === null && (followsALapse ? from < now : from <= now);
  });
  const period = begun.findLast(({ kind }) => kind === 'UPDATE');
  return begun.filter((wait) => wait.kind === 'RESPOND' || wait === period).map(obligationOf);
}

/** Every wait of the present silences that has been too long by now: the periods before the one that is owed, too. */
export const wordsMissed = ({ matter, dueAfter, now }: Owing): Obligation[] =>
  dueAfter === null
    ? []
    : waitsIn(matter, dueAfter)
        .filter(({ wordAt, dueAt }) => wordAt === null && dueAt < now)
        .map(obligationOf);

const obligationOf = ({ kind, obligationId, dueAt, about, cause }: Wait): Obligation => ({
  id: obligationId,
  kind,
  dueAt,
  about,
  causeEventId: cause.eventId,
});

/** An update was promised, and the customer has heard nothing since. */
export const updates = ({ matter }: Owing): Obligation[] =>
  matter.marks
    .filter(only('UPDATE_PROMISED'))
    .filter((promise) => matter.firstWordAfter(promise) === null)
    .map(({ eventId, dueAt, target: about }) => ({
      id: updateId(eventId),
      kind: 'UPDATE',
      dueAt,
      about,
      causeEventId: eventId,
    }));

/** A promise is open. */
export const deliveries = ({ matter }: Owing): Obligation[] =>
  matter.expectations.flatMap((expectation): Obligation[] => {
    const due = expectation.dues.at(-1);
    if (expectation.closing !== null || !due || due.dueAt === null) return [];
    const about = target('expectation', expectation.expectationId);
    return [{ id: deliverId(due), kind: 'DELIVER', dueAt: due.dueAt, about, causeEventId: due.setByEventId }];
  });

/** A major issue is resolved, and no retrospective has been held on it. */
export function retrospectives({ matter, profile, calendar }: Owing): Obligation[] {
  const { issue } = matter;
  if (issue === null || issue.severity !== 'MAJOR' || issue.resolvedAt === null) return [];
  if (matter.marks.some(({ is }) => is === 'LOOKED_BACK')) return [];
  const about = target('issue', issue.issueId);
  const dueAt = addWorkingDays(issue.resolvedAt, WORKING_DAYS_TO_LOOK_BACK, profile.timeZone, calendar);
  return [{ id: lookBackId(issue.issueId), kind: 'RETROSPECT', dueAt, about, causeEventId: issue.reportedByEventId }];
}

/** An action was agreed and not verified; a need was fulfilled, and the customer who waited for it has not been told. */
export function followUps({ matter, profile, calendar }: Owing): Obligation[] {
  const inDays = (at: number) => addWorkingDays(at, WORKING_DAYS_TO_FOLLOW_UP, profile.timeZone, calendar);
  const isVerified = matter.marks.some(({ is }) => is === 'VERIFIED');
  const actions = isVerified ? [] : matter.marks.filter(only('ACTION'));
  const needs = matter.marks.filter(only('NEED_FULFILLED')).filter((mark) => matter.firstWordAfter(mark) === null);
  return [
    ...actions.map((mark) => ({ mark, dueAt: mark.dueAt ?? inDays(mark.at) })),
    ...needs.map((mark) => ({ mark, dueAt: inDays(mark.at) })),
  ].map(({ mark: { target: about, eventId }, dueAt }) => ({
    id: `FOLLOW_UP:${about}:${eventId}`,
    kind: 'FOLLOW_UP',
    dueAt,
    about,
    causeEventId: eventId,
  }));
}

/** An executive asked or escalated, and our supervisor does not know. Owed at once. */
export const headsUps = ({ matter, isExecutive }: Owing): Obligation[] =>
  matter.marks
    .filter(only('ASKED'))
    .filter(({ byExecutive, stakeholderId }) => byExecutive || (stakeholderId !== null && isExecutive(stakeholderId)))
    .filter((asked) => !matter.marks.some((mark) => isNotified(mark, firstAsked(matter, asked))))
    .map(({ eventId, at, target: about }) => ({
      id: `HEADS_UP:${eventId}`,
      kind: 'HEADS_UP',
      dueAt: at,
      about,
      causeEventId: eventId,
    }));

/** A request is asked once, though it may be recorded as received and again as declined. */
const firstAsked = (matter: Matter, asked: Of<'ASKED'>): Mark =>
  idIn(asked.target, 'request') === null
    ? asked
    : (matter.marks.find((mark) => mark.is === 'ASKED' && mark.target === asked.target) ?? asked);

const isNotified = (mark: Mark, asked: Mark): boolean =>
  mark.is === 'SUPERVISOR_NOTIFIED' && mark.target === asked.target && mark.at >= asked.at;
