import type { Dimension, Help } from '#trust';

/** What each side of trust asks. */
export const SIDES: Readonly<Record<Dimension, string>> = {
  candour: 'Do they hear it from us, and is it true?',
  reliability: 'Do we do what we said?',
  responsiveness: 'Do we answer and keep them posted?',
  care: 'Do we serve what they need?',
};

/** Every class of evidence of the model, as an account manager would say it. */
export const CLASSES: Readonly<Record<string, string>> = {
  proactive_disclosure: 'We tell bad news before they find out',
  status_update: 'An update on how things stand',
  check_in: 'We show up when nothing is wrong, or bring good news',
  expectation_kept: 'A promise kept',
  expectation_missed_forewarned: 'A promise missed, announced before',
  expectation_missed_unannounced: 'A promise missed without telling them',
  expectation_missed_surprised: 'A promise missed where they found out first (in addition to the surprise)',
  withdrawn_with_substitute: 'A promise taken back, something else arranged',
  withdrawn: 'A promise taken back',
  surprise: 'They find out before we tell them',
  update_owed_not_sent: 'A promised update not sent',
  left_waiting: 'They wait longer than we allow, without a word from us',
  decline_plain: 'A plain no',
  decline_explained: 'A no with its reason',
  decline_with_alternative: 'A no with an alternative',
  need_fulfilled: 'An old no that becomes a yes',
  joint_retrospective: 'Looking back together, both views',
  internal_retrospective: 'Looking back with our view only',
  corrective_action: 'What was agreed in a retrospective, verified',
  apology: 'An apology (in addition to the call)',
  complaint: 'They escalate',
  escalated_on_behalf: 'We escalate for them',
  reassignment: 'Handed over to somebody new',
  misstatement: 'What we said proves untrue',
};

export const BANDS: Readonly<Record<string, string>> = {
  HEALTHY: 'HEALTHY',
  WATCH: 'WATCH',
  AT_RISK: 'AT_RISK',
  INSUFFICIENT_EVIDENCE: 'too little known',
};

export const OWED: Readonly<Record<string, string>> = {
  DISCLOSE: 'Tell them of the outage',
  UPDATE: 'The update promised for day 41',
  DELIVER: 'The export promised for day 42',
};

export const HELPS: Readonly<Record<Help, string>> = {
  BAD_NEWS_TOLD: 'Telling them the bad news that is owed',
  PROMISE_KEPT: 'A promise kept',
  LOOK_BACK_TOGETHER: 'Looking back together',
  CHECK_IN: 'A check-in',
  STATUS_UPDATE: 'A status update',
};
