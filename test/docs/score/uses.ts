import { obligationsOf } from '#relationship';
import { pointsAtStake, TRUST_BETA_1 } from '#trust';
import { day } from '../../kit/given.js';
import { HOUR } from '../../kit/story.js';
import { points, signed, sure, table } from '../markdown.js';
import { bandOf, range } from './cells.js';
import { read, readClass, type Reading } from './reading.js';
import { beside, checkIn, NOT_TOLD, NOT_TOLD_YET, OPENING, type Step } from './story.js';
import { CLASSES, OWED } from './words.js';
import { READ_ON } from './worked-case.js';

const DAY_MS = 86_400_000;

export function whatDoesNotCount(): string[] {
  const on = 41;
  const owed = obligationsOf(read(NOT_TOLD_YET, on).timeline, day(on));
  const by = (steps: readonly Step[], against: readonly Step[]) => read(steps, on).score - read(against, on).score;
  const lines = beside(owed[0]?.id ?? '').map(
    (each) => [each.says, by([...NOT_TOLD_YET, each], NOT_TOLD_YET)] as const,
  );
  const coloured = { tone: 'STALEMATE', channel: 'EMAIL', note: 'It went badly.' } as const;
  const all = [
    ...lines,
    ['The tone, the channel and the note of a contact', by(checkIn(coloured), checkIn())] as const,
  ];
  sure(
    all.every(([, moved]) => moved === 0),
    'none of these moves the score',
  );
  return [
    '## What does not move the score',
    '',
    'The score is about what we did towards the customer, so these are recorded and shown, and leave it where it is:',
    '',
    ...table(
      ['Recorded', 'Points'],
      all.map(([says, moved]) => [says, moved.toFixed(2)]),
    ),
    '',
    'Nothing that the customer later did is in the score; it is kept to find out whether the score was any good.',
    '',
  ];
}

export function atStake(): string[] {
  const halfHourOn = 40 + HOUR / 2;
  const at = day(halfHourOn);
  const { timeline, weighed, score } = read(NOT_TOLD_YET, halfHourOn);
  const owed = obligationsOf(timeline, at);
  const stakes = pointsAtStake(timeline, weighed, owed, at);
  const lines = owed
    .map((obligation, index) => ({ ...obligation, points: stakes[index] ?? 0 }))
    .map((each) => ({ ...each, rank: each.points / (1 + Math.max(0, each.dueAt - at) / DAY_MS) }))
    .toSorted((a, b) => b.rank - a.rank);
  sure(lines[0]?.kind === 'DISCLOSE', 'the call about the outage comes first');
  return [
    '## How to read "points at stake"',
    '',
    'Each thing owed carries `pointsAtStake`: the score if you see to it now, less the score if you let it go, both read just',
    'after it was due. For bad news not yet told, letting it go means that the customer finds out. In the worked case, half an',
    `hour after the outage was written down, nobody has called yet and the score is ${points(score)}:`,
    '',
    ...table(
      ['Owed', 'Due', 'Points at stake', 'Rank'],
      lines.map(({ kind, dueAt, points: stake, rank }) => [
        `${OWED[kind] ?? kind} (\`${kind}\`)`,
        `in ${((24 * (dueAt - at)) / DAY_MS).toFixed(1)} hours`,
        points(stake),
        rank.toFixed(2),
      ]),
    ),
    '',
    'The worklist (`callsOwed`) puts first what your supervisor must hear, then falls by **rank**: the points at stake divided by',
    'one more than the days left. So much at stake today comes before more at stake next month.',
    '',
  ];
}

export function lowerEnd(): string[] {
  const [fresh, known] = [read([OPENING], 1), read(NOT_TOLD, READ_ON + 180)];
  sure(fresh.score > known.score && fresh.interval.low < known.interval.low, 'the two orders differ');
  const row = (says: string, found: Reading) => [says, points(found.score), range(found), bandOf(found)];
  return [
    '## Whom to look at first',
    '',
    'Lists come with the lowest score first. Ask for the order by the **lower end** of the likely range (`LOWER_END`) to be',
    'cautious: it puts first whoever may be in trouble, for want of knowing better.',
    '',
    ...table(
      ['Relationship', 'Score', 'Likely range', 'Band'],
      [row('opened yesterday', fresh), row('the one in which they found out, 180 days on', known)],
    ),
    '',
    'By score the second comes first, by the lower end the first: of a customer nobody has spoken to we know least.',
    '',
  ];
}

export function worth(): string[] {
  const fresh = read([OPENING], 1).score;
  const { classes } = TRUST_BETA_1.document;
  sure(
    Object.keys(classes).every((name) => name in CLASSES),
    'every class of evidence has its words',
  );
  return [
    '## What each contact is worth',
    '',
    'By itself, on a new relationship, in points: a day later, a month later, a quarter later. Where more is known the same',
    'contact moves the score less. A contact about a major issue counts double, about a minor one half; a good one that is',
    'only our own word (`SELF_REPORTED`) counts half.',
    '',
    ...table(
      ['Contact', 'Next day', '30 days on', '90 days on', 'Half of it has faded after'],
      Object.entries(classes).map(([name, { halfLifeDays }]) => [
        CLASSES[name] ?? name,
        ...[1, 30, 90].map((on) => signed(readClass(name, on).score - fresh)),
        `${halfLifeDays} days`,
      ]),
    ),
    '',
    'Which contact becomes which of these is in the [reference of contacts](contacts.md).',
    '',
  ];
}
