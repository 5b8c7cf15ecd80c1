import { registerEnum } from '../schema/field-type.js';

export const WHEN_SLOW = ['LATER', 'NEWEST', 'CLOSE'] as const;
export type WhenSlow = (typeof WHEN_SLOW)[number];

/** Events. */
export const MOST_WAITING = 1_000;

export const WhenSlowEnum = registerEnum(
  'WhenSlow',
  WHEN_SLOW,
  'What happens when changes come faster than they are read.',
  {
    LATER: 'Every change is sent, as late as it is read.',
    NEWEST:
      'Of the changes that wait, 1,000 events at a time, only the newest of each customer is sent; its `standsFor` says how many it stands for. A change of models is sent for each relationship.',
    CLOSE:
      'The subscription ends with the error SUBSCRIBER_TOO_SLOW when more than 1,000 events wait for it. What was recorded before it began does not count.',
  },
);
