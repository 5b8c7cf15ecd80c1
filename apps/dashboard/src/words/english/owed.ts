import type { ObligationKind, TrustBand } from '../../ask/operations.js';

type Owed<T> = Readonly<Record<ObligationKind, T>>;

/** What to do, with its subject in the words of whoever recorded it; without one where nobody wrote it down. */
const todo: Owed<(about: string | null) => string> = {
  DISCLOSE: (about) => (about === null ? 'Tell them the bad news' : `Tell them: “${about}”`),
  RESPOND: (about) => (about === null ? 'Answer them' : `Answer them: “${about}”`),
  UPDATE: (about) => (about === null ? 'Give them an update' : `Give them an update: “${about}”`),
  DELIVER: (about) => (about === null ? 'Keep the promise' : `Keep the promise: “${about}”`),
  CHECK_IN: () => 'Call and ask how things are',
  RETROSPECT: (about) => (about === null ? 'Look back together' : `Look back together: “${about}”`),
  FOLLOW_UP: (about) => (about === null ? 'Follow up' : `Follow up: “${about}”`),
  HEADS_UP: (about) =>
    about === null
      ? 'Tell your supervisor what an executive asked'
      : `Tell your supervisor: an executive asked “${about}”`,
};

/** Why it is owed. `due` is a time of day or a date. */
const why: Owed<(due: string) => string> = {
  DISCLOSE: (due) =>
    `We know it and they do not. We said they would hear it from us by ${due}; if they find out first, that costs most.`,
  RESPOND: (due) => `They turned to us and have had no word since. They should have one by ${due}.`,
  UPDATE: (due) => `They wait for word from us by ${due}, also if nothing has changed.`,
  DELIVER: (due) => `We promised it by ${due}. If it cannot be kept, say so before.`,
  CHECK_IN: (due) => `We keep in touch, also when nothing is wrong. The agreed time is ${due}.`,
  RETROSPECT: (due) => `It was serious and it is over. Hear their view of it, by ${due}.`,
  FOLLOW_UP: (due) => `We said we would come back to this, by ${due}.`,
  HEADS_UP: () => 'Your supervisor should hear it from you, not from the executive. This changes no score.',
};

export const owed = {
  all: 'Everyone’s',
  mine: 'Mine',
  whose: 'Whose calls',
  thatIsMe: 'That’s me',
  notMe: 'That’s not me',
  chooseOwner: 'Choose an owner',
  summary: (calls: string, late: string) => `${calls} calls, ${late} of them late`,
  next: 'Do this next',
  headsUps: (count: string) => `First, a minute each: what your supervisor should hear from you (${count})`,
  then: 'Then',
  nothing: 'Nothing is owed. Well done.',
  nothingForYou: 'Nothing is owed here. Look at everyone’s, or call somebody for whom nothing is wrong.',
  more: 'Show more',
  stake: (points: string) => `${points} points at stake`,
  risk: (percent: string) => `${percent} risk that we miss it`,
  restsOn: 'What the risk rests on',
  owner: (name: string) => `Owner: ${name}`,
  cover: (name: string) => `${name} covers`,
  nobody: 'Nobody owns this relationship',
  trust: (score: string, band: string) => `Trust ${score}, ${band}`,
  due: (at: string) => `due ${at}`,
  lastSpoke: (ago: string) => `Last contact ${ago}.`,
  record: 'Record the call',
  recordHere: { DELIVER: 'It is done', RETROSPECT: 'Record it', HEADS_UP: 'I told them' },
  brief: 'Brief',
  defer: 'Defer',
  todo,
  why,
};

export const bands: Readonly<Record<TrustBand, string>> = {
  HEALTHY: 'healthy',
  WATCH: 'to watch',
  AT_RISK: 'at risk',
  INSUFFICIENT_EVIDENCE: 'too little known',
};
