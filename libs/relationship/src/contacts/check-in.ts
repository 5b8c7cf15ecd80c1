import { contact } from './contact.js';
import { list, may, needs, words } from '../facts/fields.js';

export const checkInHeld = contact({
  type: 'CheckInHeld',
  mutation: 'recordCheckIn',
  says: 'We show up when nothing is wrong. Repeats are worth less and less.',
  fields: { topics: may(list(words('A topic.', 200), 'What was talked about.')) },
  isInteraction: true,
  refusals: [],
  evidenceSays: 'check_in.',
  evidence: () => [{ class: 'check_in' }],
});

export const winCelebrated = contact({
  type: 'WinCelebrated',
  mutation: 'celebrateWin',
  says: 'Something went well, and we said so together.',
  fields: { what: needs(words('What went well.')) },
  isInteraction: true,
  refusals: [],
  evidenceSays: 'check_in.',
  evidence: () => [{ class: 'check_in' }],
});

export const misstatementProven = contact({
  type: 'MisstatementProven',
  mutation: 'recordMisstatement',
  says: 'What we told the customer proved untrue. Nothing recovers it.',
  fields: { what: needs(words('What we said, and what was true.')) },
  isInteraction: false,
  refusals: [],
  evidenceSays: 'misstatement.',
  evidence: () => [{ class: 'misstatement' }],
});
