import type { RecordRequest } from '#contact-log';
import { type ContactType, type FactsIn, toIso } from '#relationship';
import type { Incident } from './incident.js';
import type { IncidentRow } from './incident-row.js';

export const RECORDED_BY = 'import:incidents';

/** A row and its contacts in order; none if the row adds nothing. */
export type RowContacts = { readonly line: number; readonly contacts: readonly RecordRequest[] };

/**
 * The contacts of an incident, in the relationship with the caller of its first row. Ids are derived from the rows, so the
 * same log gives the same contacts again.
 */
export function contactsOf(incident: Incident): RowContacts[] {
  const [first] = incident;
  const closing = incident.findLastIndex(({ state }) => state === 'Closed');
  return incident.map((row, index) => {
    const before = incident[index - 1] ?? null;
    const say = sayer(first, row, before === null ? first.openedAt : row.updatedAt);
    const isOver = closing >= 0 && index > closing;
    return {
      line: row.line,
      contacts: isOver
        ? []
        : [...begin(row, before, say), ...go(row, before, say), ...end(incident, index === closing, row, say)],
    };
  });
}

export const customerOf = ({ input }: RecordRequest): string => (input as { readonly customerId: string }).customerId;

/** Opens the relationship at the time of the caller's first incident, even if another incident is recorded first. */
export function opening(incident: Incident, beganAt: number): RecordRequest {
  const [first] = incident;
  return sayer(first, first, beganAt)('RelationshipOpened', { name: `Caller ${first.caller}` });
}

/** A fact that the log does not give is null, which means absent. */
type Say = <T extends ContactType>(
  type: T,
  facts: { readonly [K in keyof FactsIn<T>]: FactsIn<T>[K] | null },
) => RecordRequest;

const sayer =
  (first: IncidentRow, row: IncidentRow, at: number): Say =>
  (type, facts) => ({
    type,
    input: {
      customerId: `caller-${first.caller}`,
      occurredAt: toIso(at),
      idempotencyKey: `incident:${first.number}:${row.modified}:${type}`,
      ...facts,
    },
    recordedBy: RECORDED_BY,
    correlationId: issueIdOf(first),
    recordedAt: at,
  });

/** The log has states and teams, but not what was said to the caller, so silence means nothing. Earlier releases did not say so. */
const withoutWords = (report: RecordRequest): RecordRequest => ({
  ...report,
  input: { ...report.input, wordsTracked: false },
  inputBefore: report.input,
});

const issueIdOf = ({ number }: IncidentRow): string => (/^\d+$/.test(number) ? `INC${number}` : number);
const expectationIdOf = (row: IncidentRow): string => `${issueIdOf(row)}-target`;

function begin(row: IncidentRow, before: IncidentRow | null, say: Say): RecordRequest[] {
  if (before !== null) return [];
  const issueId = issueIdOf(row);
  return [
    withoutWords(
      say('IssueReported', {
        issueId,
        title: titleOf(row),
        severity: row.severity,
        service: serviceOf(row),
        raisedBy: 'CUSTOMER',
        channel: row.channel,
      }),
    ),
    // Without a due time: the log only says in the end whether the target was kept.
    say('ExpectationSet', { expectationId: expectationIdOf(row), issueId, what: 'Resolved within the target' }),
  ];
}

function go(row: IncidentRow, before: IncidentRow | null, say: Say): RecordRequest[] {
  const contacts: RecordRequest[] = [];
  const issueId = issueIdOf(row);
  if (before !== null && row.reassigned > before.reassigned)
    contacts.push(say('IssueHandedOver', { issueId, to: teamOf(row) }));
  // The issue was not solved, and the customer found out first.
  if (before !== null && row.reopened > before.reopened)
    contacts.push(say('SurpriseDelayOccurred', { about: { expectationId: expectationIdOf(row) } }));
  const isUpdate = row.state === 'Awaiting User Info' || row.state === 'Resolved';
  if (isUpdate && row.state !== before?.state) contacts.push(say('StatusUpdateGiven', { about: { issueId } }));
  return contacts;
}

function end(incident: Incident, isClosing: boolean, row: IncidentRow, say: Say): RecordRequest[] {
  if (!isClosing) return [];
  const wasReopened = row.reopened > incident[0].reopened;
  return [
    say('IssueResolved', { issueId: issueIdOf(row) }),
    say('ExpectationSettled', { expectationId: expectationIdOf(row), kept: row.madeSla && !wasReopened }),
  ];
}

const teamOf = ({ group }: IncidentRow): string | null =>
  group !== null && /^\d+$/.test(group) ? `group-${group}` : group;

function serviceOf({ item, category }: IncidentRow): string | null {
  return item ?? (category === null ? null : `Category ${category}`);
}

function titleOf({ category, subcategory }: IncidentRow): string | null {
  const parts = [category && `Category ${category}`, subcategory && `subcategory ${subcategory}`].filter(Boolean);
  return parts.length === 0 ? null : parts.join(', ');
}
