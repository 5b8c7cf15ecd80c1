import { target } from '../matters/target.js';
import { contact, type Ruling } from './contact.js';
import { choice, id, instant, label, made, may, needs, words } from '../facts/fields.js';
import { toMs, toMsOrNull } from '../facts/instant.js';
import { isResolvedAt, type Issue } from '../matters/matter.js';
import { refuse, type Refusal } from '../facts/refusal.js';
import { SEVERITIES } from '../facts/severity.js';

export const SIDES = ['PROVIDER', 'CUSTOMER'] as const;

/** The issue, where it was known at that moment: to us from when we detected it, to all from its report on. */
export function knownIssue({ known, at }: Pick<Ruling<unknown>, 'known' | 'at'>, issueId: string): Issue | null {
  const { issue } = known.matterOf(target('issue', issueId));
  if (issue === null || issue.issueId !== issueId) return null;
  return Math.min(issue.reportedAt, issue.detectedAt ?? issue.reportedAt) <= at ? issue : null;
}

function refuseUnlessOpen(ruling: Ruling<{ readonly issueId: string }>): Refusal | null {
  const issue = knownIssue(ruling, ruling.facts.issueId);
  if (issue === null) return refuse('ISSUE_UNKNOWN', 'issueId');
  return isResolvedAt(issue, ruling.at) ? refuse('ISSUE_ALREADY_RESOLVED', 'issueId') : null;
}

export const issueReported = contact({
  type: 'IssueReported',
  mutation: 'reportIssue',
  says: 'Something is wrong or in the way, and somebody says so first: we or the customer.',
  fields: {
    issueId: made(id('The issue. Made by the server when left out.')),
    title: may(words('What is wrong, in a line.', 200)),
    impact: may(words("What it means for the customer, in the customer's words.")),
    severity: may(choice('Severity', SEVERITIES, 'How much it hinders the customer. Default: NORMAL.')),
    service: may(label('The service it concerns.')),
    raisedBy: needs(choice('Side', SIDES, 'Who raised it.')),
    detectedAt: may(
      instant('When we first knew. Default for PROVIDER: occurredAt; for CUSTOMER: not before they told us.'),
    ),
  },
  // Where we raise it ourselves the customer has not heard of it yet.
  isInteraction: true,
  isInteractionWhen: ({ raisedBy }) => raisedBy === 'CUSTOMER',
  refusals: ['ISSUE_ALREADY_REPORTED', 'AFTER_OCCURRED'],
  evidenceSays: 'surprise, where the customer raised what we had detected before and not told.',
  target: ({ issueId }) => target('issue', issueId),
  identity: ({ issueId }) => `issue:${issueId}`,
  defaults: ({ raisedBy, detectedAt, occurredAt }) =>
    raisedBy === 'PROVIDER' && detectedAt === undefined ? { detectedAt: occurredAt } : {},
  refuse({ facts, known }) {
    if (known.isDeclared(target('issue', facts.issueId))) return refuse('ISSUE_ALREADY_REPORTED', 'issueId');
    return facts.detectedAt !== undefined && facts.detectedAt > facts.occurredAt
      ? refuse('AFTER_OCCURRED', 'detectedAt')
      : null;
  },
  marks({ severity, raisedBy, detectedAt, service }, at) {
    const raisedByCustomer = raisedBy === 'CUSTOMER';
    const report = {
      is: 'ISSUE',
      severity: severity ?? 'NORMAL',
      raisedByCustomer,
      detectedAt: toMsOrNull(detectedAt),
      service: service ?? null,
    } as const;
    const detectedBefore = detectedAt !== undefined && toMs(detectedAt) < at;
    return raisedByCustomer && detectedBefore
      ? [report, { is: 'LEARNED', learnedAt: at, onlyOfDetected: true }]
      : [report];
  },
  evidence: ({ id: eventId }, { issue }) =>
    issue?.surprisedByEventId === eventId ? [{ class: 'surprise', at: issue.surprisedAt ?? undefined }] : [],
});

export const issueHandedOver = contact({
  type: 'IssueHandedOver',
  mutation: 'handOverIssue',
  says: 'Another team or person takes the issue over; the customer starts again with somebody new.',
  fields: { issueId: needs(id('The issue.')), to: may(id('The team or person who takes it over.')) },
  isInteraction: false,
  refusals: ['ISSUE_UNKNOWN', 'ISSUE_ALREADY_RESOLVED'],
  evidenceSays: 'reassignment.',
  target: ({ issueId }) => target('issue', issueId),
  refuse: refuseUnlessOpen,
  evidence: () => [{ class: 'reassignment' }],
});

export const issueResolved = contact({
  type: 'IssueResolved',
  mutation: 'resolveIssue',
  says: 'What was wrong is right again.',
  fields: { issueId: needs(id('The issue.')) },
  isInteraction: true,
  refusals: ['ISSUE_UNKNOWN', 'ISSUE_ALREADY_RESOLVED'],
  evidenceSays: 'None of its own; a word about the issue.',
  target: ({ issueId }) => target('issue', issueId),
  identity: ({ issueId }) => `resolved:${issueId}`,
  // Reopened and resolved again is two resolutions.
  stillHolds({ facts, at, known }, contactId) {
    const issue = knownIssue({ known, at }, facts.issueId);
    const resolvedAt = known.contact(contactId)?.at ?? at;
    return issue?.resolutions.some((each) => each.resolvedAt === resolvedAt && each.reopenedAt === null) ?? false;
  },
  refuse: refuseUnlessOpen,
  marks: () => [{ is: 'RESOLVED' }, { is: 'WORD' }],
});

export const issueReopened = contact({
  type: 'IssueReopened',
  mutation: 'reopenIssue',
  says: 'What we had called resolved was not, or is wrong again. It may be resolved and reopened as often as it happens.',
  fields: {
    issueId: needs(id('The issue.')),
    raisedBy: needs(
      choice('Side', SIDES, 'Who says so: the customer, who then learned before us that it was not resolved.'),
    ),
    reason: may(words('Why.')),
  },
  isInteraction: true,
  isInteractionWhen: ({ raisedBy }) => raisedBy === 'CUSTOMER',
  refusals: ['ISSUE_UNKNOWN', 'ISSUE_NOT_RESOLVED'],
  evidenceSays: 'surprise, where the customer reopens what we had called resolved.',
  target: ({ issueId }) => target('issue', issueId),
  identity: ({ issueId }) => `reopened:${issueId}`,
  // Resolved and reopened again is two reopenings.
  stillHolds({ facts, at, known }, contactId) {
    const issue = knownIssue({ known, at }, facts.issueId);
    const reopenedAt = known.contact(contactId)?.at ?? at;
    return issue !== null && !isResolvedAt(issue, at) && issue.resolutions.at(-1)?.reopenedAt === reopenedAt;
  },
  refuse(ruling) {
    const issue = knownIssue(ruling, ruling.facts.issueId);
    if (issue === null) return refuse('ISSUE_UNKNOWN', 'issueId');
    return isResolvedAt(issue, ruling.at) ? null : refuse('ISSUE_NOT_RESOLVED', 'issueId');
  },
  marks: () => [{ is: 'REOPENED' }],
  evidence({ at, data: { raisedBy } }, { issue }) {
    const isReopening = issue?.resolutions.some(({ reopenedAt }) => reopenedAt === at) ?? false;
    return raisedBy === 'CUSTOMER' && isReopening ? [{ class: 'surprise' }] : [];
  },
});
