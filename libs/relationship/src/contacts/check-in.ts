import { contact } from './contact.js';
import { list, optional, required, personalText } from '../facts/fields.js';

export const checkInHeld = contact({
  type: 'CheckInHeld',
  mutation: 'recordCheckIn',
  says: 'We show up when nothing is wrong. Repeats are worth less and less.',
  fields: { topics: optional(list(personalText('A topic.', 200), 'What was talked about.')) },
  isInteraction: true,
  refusals: [],
  evidenceSays: 'check_in.',
  evidence: () => [{ class: 'check_in' }],
});

export const winCelebrated = contact({
  type: 'WinCelebrated',
  mutation: 'celebrateWin',
  says: 'Something went well, and we said so together.',
  fields: { what: required(personalText('What went well.')) },
  isInteraction: true,
  refusals: [],
  evidenceSays: 'check_in.',
  evidence: () => [{ class: 'check_in' }],
});

export const misstatementProven = contact({
  type: 'MisstatementProven',
  mutation: 'recordMisstatement',
  says: 'What we told the customer proved untrue. Nothing recovers it.',
  fields: { what: required(personalText('What we said, and what was true.')) },
  isInteraction: false,
  refusals: [],
  evidenceSays: 'misstatement.',
  evidence: () => [{ class: 'misstatement' }],
});
