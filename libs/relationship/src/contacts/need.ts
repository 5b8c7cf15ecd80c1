import { target } from '../matters/target.js';
import { contact } from './contact.js';
import { id, needText, optional, required } from '../facts/fields.js';
import { refuse } from '../facts/refusal.js';

export const needFulfilled = contact({
  type: 'NeedFulfilled',
  mutation: null,
  says: 'We changed something, and a need that we had declined is now fulfilled. fulfilNeed records this on every relationship that waited; we owe each a call.',
  fields: {
    needId: required(id('The root need.')),
    change: optional(needText('What we changed, without names of people.', 1000)),
  },
  isInteraction: false,
  refusals: ['NEED_UNKNOWN', 'NEED_ALREADY_FULFILLED'],
  evidenceSays: 'need_fulfilled.',
  target: ({ needId }) => target('need', needId),
  refuse({ facts, known, at }) {
    const about = target('need', facts.needId);
    if (!known.wasDeclared(about, at)) return refuse('NEED_UNKNOWN', 'needId');
    return known.isWaitingFor(facts.needId, at) ? null : refuse('NEED_ALREADY_FULFILLED', 'needId');
  },
  marks: () => [{ is: 'NEED_FULFILLED' }],
  evidence: () => [{ class: 'need_fulfilled' }],
});
