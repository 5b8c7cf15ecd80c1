import { contact } from './contact.js';
import { list, optional, required, personalText, personalLine } from '../facts/fields.js';

export const checkInHeld = contact({
  type: 'CheckInHeld',
  mutation: 'recordCheckIn',
  says: 'We contact the customer when nothing is wrong. Each repeat counts less.',
  fields: { topics: optional(list(personalLine('A topic.', 200), 'What was talked about.')) },
  isInteraction: true,
  refusals: [],
  evidenceSays: 'check_in.',
  evidence: () => [{ class: 'check_in' }],
});

export const winCelebrated = contact({
  type: 'WinCelebrated',
  mutation: 'celebrateWin',
  says: 'Something went well, and we celebrated it with the customer.',
  fields: { what: required(personalText('What went well.')) },
  isInteraction: true,
  refusals: [],
  evidenceSays: 'check_in.',
  evidence: () => [{ class: 'check_in' }],
});

export const misstatementProven = contact({
  type: 'MisstatementProven',
  mutation: 'recordMisstatement',
  says: 'Something we told the customer proved untrue. Nothing done afterwards softens it.',
  fields: { what: required(personalText('What we said, and what was true.')) },
  isInteraction: false,
  refusals: [],
  evidenceSays: 'misstatement.',
  evidence: () => [{ class: 'misstatement' }],
});
