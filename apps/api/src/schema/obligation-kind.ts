import { OBLIGATION_KINDS } from '#relationship';
import { registerEnum } from './field-type.js';

export const ObligationKindEnum = registerEnum(
  'ObligationKind',
  OBLIGATION_KINDS,
  'What we can owe a customer, and by when.',
  {
    DISCLOSE:
      'We know of an issue, or of a promise that passed unmet, and the customer has not been told. Due when the promised notice has passed.',
    RESPOND:
      'The customer reported or reopened an issue, or escalated, and has had no word from us since. Due after the hours of the active model, by severity; none is owed where the model sets no hours.',
    UPDATE:
      'A next update was promised: due at the time that was named. Or there is silence about an open issue and no next update is promised: due each time after the hours of the active model since the last word, or since a RESPOND lapsed, three times at most. An update that was promised about a promise of the issue stands in place of a word until its time; then the silence counts on.',
    DELIVER: 'A promise is open. Due at its due time.',
    CHECK_IN: 'The agreed cadence ends. Due that many days after the last contact.',
    RETROSPECT: 'A major issue is resolved and has had no retrospective yet. Due after 5 working days.',
    FOLLOW_UP:
      'An action of a retrospective must be verified, or a customer must be told that their need was fulfilled. Due at the due time of the action, else after 5 working days.',
    HEADS_UP: 'An executive asked or escalated, and the supervisor does not know yet. Due at once.',
  },
);
