import type { Channel } from '../../ask/operations.js';

const channels: Readonly<Record<Channel, string>> = {
  PHONE: 'Phone',
  VIDEO: 'Video',
  IN_PERSON: 'In person',
  EMAIL: 'E-mail',
  CHAT: 'Chat',
  PORTAL: 'Portal',
};

export const recording = {
  channel: 'How',
  channels,
  note: 'What was said',
  noteAbout: 'For colleagues; may stay empty. Enter records.',
  apologised: 'We apologised',
  impact: 'We named what it means for them',
  reason: 'The reason we gave',
  ourView: 'How we saw it',
  theirView: 'How they saw it',
  supervisor: 'Who was told',
  deferReason: 'Why it can wait',
  until: 'Until',
  untilAbout: 'Left empty: it is not shown again.',
  save: 'Record',
  deferSave: 'Defer it',
  cancel: 'Cancel',
  saved: (customer: string) => `Recorded for ${customer}.`,
  moved: (change: string, score: string, band: string) => `${change} points: trust is now ${score}, ${band}.`,
  unmoved: (score: string, band: string) => `Trust stays ${score}, ${band}.`,
  deferred: (customer: string) => `Deferred for ${customer}. The score does not change.`,
  undone: (customer: string) => `Taken back for ${customer}. It counts as if it had never been recorded.`,
  undo: 'Undo',
  close: 'Close',
  undoReason: 'Recorded by mistake',
  failed: 'It was not recorded.',
};
