import { ABOUT, targetOf } from '../matters/target.js';
import { contact } from './contact.js';
import { choice, ID_MAX_LENGTH, optional, personalLine, required } from '../facts/fields.js';
import { ABOUT_REFUSALS, refuseAbout } from './about-rules.js';
import { SIDES } from './issue.js';

export const ESCALATION_KINDS = ['FUNCTIONAL', 'HIERARCHIC'] as const;

export const escalationRaised = contact({
  type: 'EscalationRaised',
  mutation: 'raiseEscalation',
  says: 'An escalation: by the customer, or by us on their behalf.',
  fields: {
    about: optional(ABOUT),
    raisedBy: required(choice('Side', SIDES, 'Who escalated.')),
    kind: optional(
      choice('EscalationKind', ESCALATION_KINDS, 'FUNCTIONAL: to other expertise. HIERARCHIC: to higher management.'),
    ),
  },
  isInteraction: true,
  refusals: ABOUT_REFUSALS,
  evidenceSays:
    'By the customer: complaint, and surprise too where it is about an issue that we had detected and not told; left_waiting as for IssueReported. By us: escalated_on_behalf.',
  target: ({ about }) => targetOf(about),
  refuse: refuseAbout,
  marks: ({ raisedBy, about, stakeholderId }, at) =>
    raisedBy === 'PROVIDER'
      ? []
      : [
          { is: 'ASKED', byExecutive: false, stakeholderId: stakeholderId ?? null },
          { is: 'WORD_WANTED' },
          ...(about?.issueId === undefined ? [] : [{ is: 'LEARNED', learnedAt: at, onlyOfDetected: true } as const]),
        ],
  evidence({ id: eventId, data: { raisedBy } }, { issue }) {
    if (raisedBy === 'PROVIDER') return [{ class: 'escalated_on_behalf' }];
    const surprised = issue?.surprisedByEventId === eventId;
    return surprised ? [{ class: 'complaint' }, { class: 'surprise' }] : [{ class: 'complaint' }];
  },
});

export const supervisorNotified = contact({
  type: 'SupervisorNotified',
  mutation: 'notifySupervisor',
  says: 'We told our supervisor that an executive asked or escalated.',
  fields: {
    about: optional(ABOUT),
    supervisor: optional({ ...personalLine('The supervisor.', ID_MAX_LENGTH), wasClear: true }),
  },
  isInteraction: false,
  refusals: ABOUT_REFUSALS,
  neverEvidence: 'NOT_SEEN_BY_CUSTOMER',
  evidenceSays: 'None; discharges a HEADS_UP.',
  target: ({ about }) => targetOf(about),
  refuse: refuseAbout,
  marks: () => [{ is: 'SUPERVISOR_NOTIFIED' }],
});
