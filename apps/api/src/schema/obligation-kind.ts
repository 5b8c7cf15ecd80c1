import { OBLIGATION_KINDS } from '#relationship';
import { registerEnum } from './field-type.js';

export const ObligationKindEnum = registerEnum(
  'ObligationKind',
  OBLIGATION_KINDS,
  'What we can owe a customer, and by when.',
  {
    DISCLOSE:
      'We know of an issue, or of a promise that passed unmet, and the customer has not been told. Due when the promised notice has passed.',
    UPDATE: 'A next update was promised. Due at the time that was named.',
    DELIVER: 'A promise is open. Due at its due time.',
    CHECK_IN: 'The cadence runs out. Due so many days after the last contact as were agreed.',
    RETROSPECT: 'A major issue is resolved and was not looked back on. Due after 5 working days.',
    FOLLOW_UP:
      'An action of a retrospective is to be verified, or a customer told that their need was fulfilled. Due at its own time, or after 5 working days.',
    HEADS_UP: 'An executive asked or escalated, and the supervisor does not know yet. Due at once.',
  },
);
