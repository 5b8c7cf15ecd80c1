import { choice, group, optional, required, personalText } from './fields.js';

export const ALTERNATIVE_KINDS = ['SUBSTITUTE', 'WORKAROUND', 'REFERRAL', 'ESCALATION', 'LATER'] as const;

/** An alternative: offered when we decline a request, or as an option on a call. */
export const ALTERNATIVE = group(
  'Alternative',
  {
    kind: required(choice('AlternativeKind', ALTERNATIVE_KINDS, 'Kind of alternative.')),
    what: optional(personalText('What it is.', 500)),
  },
  'An alternative to what the customer asked for.',
);
