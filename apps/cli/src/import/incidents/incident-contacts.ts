import type { RecordRequest } from '#contact-log';
import { type ContactType, type FactsIn, toIso } from '#relationship';
import type { Incident } from './incident.js';
import type { IncidentRow } from './incident-row.js';

export const RECORDED_BY = 'import:incidents';

/** A row and the contacts that it says took place, in order; none where it says nothing new. */
export type RowContacts = { readonly line: number; readonly contacts: readonly RecordRequest[] };

/**
 * What an incident says of the relationship with the caller of its first row. Ids are made from what the log holds, so
 * the same log again gives the same contacts.
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

/** The relationship begins with the caller's first incident, whichever of them is recorded first. */
export function opening(incident: Incident, beganAt: number): RecordRequest {
  const [first] = incident;
  return sayer(first, first, beganAt)('RelationshipOpened', { name: `Caller ${first.caller}` });
}

/** What the log leaves open is null, which counts as left out. */
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

const issueIdOf = ({ number }: IncidentRow): string => (/^\d+$/.test(number) ? `INC${number}` : number);
const expectationIdOf = (row: IncidentRow): string => `${issueIdOf(row)}-target`;

function begin(row: IncidentRow, before: IncidentRow | null, say: Say): RecordRequest[] {
  if (before !== null) return [];
  const issueId = issueIdOf(row);
  return [
    say('IssueReported', {
      issueId,
      title: titleOf(row),
      severity: row.severity,
      service: serviceOf(row),
      raisedBy: 'CUSTOMER',
      channel: row.channel,
    }),
    // Without a due time: the log has none, only whether the target was kept in the end.
    say('ExpectationSet', { expectationId: expectationIdOf(row), issueId, what: 'Resolved within the target' }),
  ];
}

function go(row: IncidentRow, before: IncidentRow | null, say: Say): RecordRequest[] {
  const said: RecordRequest[] = [];
  const issueId = issueIdOf(row);
  if (before !== null && row.reassigned > before.reassigned)
    said.push(say('IssueHandedOver', { issueId, to: teamOf(row) }));
  // It was not solved after all, and the customer found out first.
  if (before !== null && row.reopened > before.reopened)
    said.push(say('SurpriseDelayOccurred', { about: { expectationId: expectationIdOf(row) } }));
  const isWord = row.state === 'Awaiting User Info' || row.state === 'Resolved';
  if (isWord && row.state !== before?.state) said.push(say('StatusUpdateGiven', { about: { issueId } }));
  return said;
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
