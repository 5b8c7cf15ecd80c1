import { choice, group, optional, required, personalText } from './fields.js';

export const ALTERNATIVE_KINDS = ['SUBSTITUTE', 'WORKAROUND', 'REFERRAL', 'ESCALATION', 'LATER'] as const;

/** What can be had instead: offered beside a no, or as an option on a call. */
export const ALTERNATIVE = group(
  'Alternative',
  {
    kind: required(choice('AlternativeKind', ALTERNATIVE_KINDS, 'What kind of way out it is.')),
    what: optional(personalText('What it is.', 500)),
  },
  'What can be had instead.',
);
