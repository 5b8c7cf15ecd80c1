import { target, type Target } from '../matters/target.js';
import { ALTERNATIVE } from '../facts/alternative.js';
import { contact } from './contact.js';
import { choice, flag, id, list, made, may, needs, words } from '../facts/fields.js';
import type { Mark, MarkFact } from '../matters/mark.js';
import { refuse } from '../facts/refusal.js';
import { STAKEHOLDER_ROLES } from '../facts/stakeholder.js';

const ASKED = {
  requestId: made(id('The request. Made by the server when left out.')),
  asked: may(words('What the customer asked for.')),
  needId: may(
    id('The root need behind it, the question behind the question. Made by the server where need is given alone.'),
  ),
  need: may(words('The root need in words.', 500)),
  requesterRole: may(choice('StakeholderRole', STAKEHOLDER_ROLES, 'The role of who asked.')),
};

type Asked = {
  readonly requestId: string;
  readonly needId?: string;
  readonly requesterRole?: string;
  readonly stakeholderId?: string;
};
type Marked = MarkFact & { readonly target?: Target };

const about = ({ requestId }: { readonly requestId: string }) => target('request', requestId);

const nameNeed = ({ need, needId }: { need?: string; needId?: string }, newId: () => string) =>
  need !== undefined && needId === undefined ? { needId: newId() } : {};

function marksOf(asked: Asked, declined: boolean, offered = false): Marked[] {
  const { requestId, needId, requesterRole, stakeholderId } = asked;
  return [
    { is: 'REQUEST', needId: needId ?? null, declined, offered },
    { is: 'ASKED', byExecutive: requesterRole === 'EXECUTIVE', stakeholderId: stakeholderId ?? null },
    ...(needId === undefined ? [] : [{ is: 'NEED', requestId, target: target('need', needId) } as const]),
  ];
}

const isDeclined = (mark: Mark): boolean => mark.is === 'REQUEST' && mark.declined;
const isOffer = (mark: Mark): boolean => mark.is === 'REQUEST' && mark.offered;

export const requestReceived = contact({
  type: 'RequestReceived',
  mutation: 'recordRequest',
  says: 'The customer asks for something.',
  fields: ASKED,
  isInteraction: true,
  need: ({ need }) => need,
  refusals: ['REQUEST_ALREADY_RECORDED'],
  evidenceSays: 'None.',
  target: about,
  identity: ({ requestId }) => `requested:${requestId}`,
  defaults: nameNeed,
  refuse({ facts, known, at }) {
    const { marks } = known.matterOf(about(facts));
    const isReceived = marks.some((mark) => mark.target === about(facts) && mark.is === 'REQUEST' && !mark.declined);
    return isReceived || known.wasDeclared(about(facts), at) ? refuse('REQUEST_ALREADY_RECORDED', 'requestId') : null;
  },
  marks: (facts) => marksOf(facts, false),
});

export const requestDeclined = contact({
  type: 'RequestDeclined',
  mutation: 'declineRequest',
  says: 'We say no, in a way that leads to yes: the reason, and what can be had instead.',
  fields: {
    ...ASKED,
    reason: may(words('Why not.')),
    alternatives: may(list(ALTERNATIVE, 'What can be had instead, arranged before the no.', 20)),
  },
  isInteraction: true,
  need: ({ need }) => need,
  refusals: ['REQUEST_ALREADY_ANSWERED'],
  evidenceSays:
    'decline_with_alternative with at least one alternative of any kind; else decline_explained with a reason; else decline_plain.',
  target: about,
  identity: ({ requestId }) => `declined:${requestId}`,
  defaults: nameNeed,
  refuse: ({ facts, known }) =>
    known.matterOf(about(facts)).marks.some((mark) => mark.target === about(facts) && isDeclined(mark))
      ? refuse('REQUEST_ALREADY_ANSWERED', 'requestId')
      : null,
  marks: (facts) => marksOf(facts, true, (facts.alternatives ?? []).length > 0),
  evidence({ data: { alternatives, reason } }) {
    if (alternatives !== undefined && alternatives.length > 0) return [{ class: 'decline_with_alternative' }];
    return [{ class: reason === undefined ? 'decline_plain' : 'decline_explained' }];
  },
});

export const alternativeAnswered = contact({
  type: 'AlternativeAnswered',
  mutation: 'answerAlternative',
  says: 'The customer takes what was offered instead, or does not.',
  fields: { requestId: needs(id('The request.')), accepted: needs(flag('Whether they take it.')) },
  isInteraction: true,
  refusals: ['REQUEST_UNKNOWN', 'NO_ALTERNATIVE_OFFERED', 'REQUEST_ALREADY_ANSWERED'],
  evidenceSays: 'None.',
  target: about,
  identity: ({ requestId }) => `answered:${requestId}`,
  refuse({ facts, known, at }) {
    const { marks } = known.matterOf(about(facts));
    const own = marks.filter((mark) => mark.target === about(facts) && mark.at <= at);
    if (own.length === 0) return refuse('REQUEST_UNKNOWN', 'requestId');
    if (!own.some(isOffer)) return refuse('NO_ALTERNATIVE_OFFERED', 'requestId');
    return own.some(({ is }) => is === 'ALTERNATIVE_ANSWERED') ? refuse('REQUEST_ALREADY_ANSWERED', 'requestId') : null;
  },
  marks: ({ accepted }) => [{ is: 'ALTERNATIVE_ANSWERED', accepted }],
});
