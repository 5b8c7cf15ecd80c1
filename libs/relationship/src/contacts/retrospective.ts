import { ABOUT, target, targetOf, type Target } from '../matters/target.js';
import { contact } from './contact.js';
import { group, id, instant, list, generated, optional, required, personalText } from '../facts/fields.js';
import { toMsOrNull } from '../facts/instant.js';
import type { MarkFact } from '../matters/mark.js';
import { refuse } from '../facts/refusal.js';
import { ABOUT_REFUSALS, refuseAbout } from './about-rules.js';

const ACTION = group(
  'CorrectiveAction',
  {
    actionId: generated(id('The action. Made by the server when left out.')),
    what: optional(personalText('What is to be done.', 500)),
    dueAt: optional(instant('When it is due.')),
  },
  'Something agreed to be done so that it does not happen again.',
);

export const retrospectiveHeld = contact({
  type: 'RetrospectiveHeld',
  mutation: 'holdRetrospective',
  says: 'We look back, with both views as data; what went right too.',
  fields: {
    about: optional(ABOUT),
    providerView: optional(personalText('How we saw it.')),
    customerView: optional(personalText('How the customer saw it.')),
    wentWell: optional(list(personalText('Something that went well.', 500), 'What went well.')),
    toChange: optional(list(personalText('Something to change.', 500), 'What is to change.')),
    actions: optional(list(ACTION, 'What was agreed to be done.')),
  },
  isInteraction: true,
  refusals: ['ACTION_ALREADY_AGREED', 'DUE_IN_PAST', ...ABOUT_REFUSALS],
  evidenceSays: 'joint_retrospective with both views, internal_retrospective with ours only or none.',
  target: ({ about }) => targetOf(about),
  // Known by the actions that were agreed in it, where there were any.
  identity: ({ actions = [] }) =>
    actions.length === 0 ? null : `agreed:${actions.map(({ actionId }) => actionId).join('\n')}`,
  refuse(ruling) {
    const { actions = [], occurredAt } = ruling.facts;
    for (const [index, { actionId, dueAt }] of actions.entries()) {
      const isTaken =
        ruling.known.isDeclared(target('action', actionId)) ||
        actions.findIndex((each) => each.actionId === actionId) !== index;
      if (isTaken) return refuse('ACTION_ALREADY_AGREED', `actions.${index}.actionId`);
      if (dueAt !== undefined && dueAt <= occurredAt) return refuse('DUE_IN_PAST', `actions.${index}.dueAt`);
    }
    return refuseAbout(ruling);
  },
  marks({ providerView, customerView, actions = [] }) {
    const marks: (MarkFact & { target?: Target })[] = [{ is: 'WORD' }, { is: 'LOOKED_BACK' }];
    if (providerView !== undefined && customerView !== undefined)
      marks.push({ is: 'RECOVERY', flag: 'jointRetrospective' });
    for (const { actionId, dueAt } of actions)
      marks.push({ is: 'ACTION', dueAt: toMsOrNull(dueAt), target: target('action', actionId) });
    return marks;
  },
  evidence: ({ data: { providerView, customerView } }) => [
    {
      class:
        providerView !== undefined && customerView !== undefined ? 'joint_retrospective' : 'internal_retrospective',
    },
  ],
});

export const correctiveActionVerified = contact({
  type: 'CorrectiveActionVerified',
  mutation: 'verifyAction',
  says: 'What was agreed in a retrospective is done, and somebody looked.',
  fields: { actionId: required(id('The action.')) },
  isInteraction: false,
  refusals: ['ACTION_UNKNOWN', 'ACTION_ALREADY_VERIFIED'],
  evidenceSays: 'corrective_action.',
  target: ({ actionId }) => target('action', actionId),
  identity: ({ actionId }) => `verified:${actionId}`,
  refuse({ facts, known, at }) {
    const about = target('action', facts.actionId);
    if (!known.wasDeclared(about, at)) return refuse('ACTION_UNKNOWN', 'actionId');
    const isVerified = known.matterOf(about).marks.some(({ is }) => is === 'VERIFIED');
    return isVerified ? refuse('ACTION_ALREADY_VERIFIED', 'actionId') : null;
  },
  marks: () => [{ is: 'VERIFIED' }],
  evidence: () => [{ class: 'corrective_action' }],
});
