import { obligationsOf } from '#relationship';
import { blindSpots, DEFAULT_MODEL, pointsAtStake } from '#trust';
import { day } from '../../kit/given.js';
import { HOUR } from '../../kit/story.js';
import { points, signed, sure, table } from '../markdown.js';
import { bandOf, range } from './cells.js';
import { read, readClass, type Reading } from './reading.js';
import { beside, checkIn, NOT_TOLD, NOT_TOLD_YET, OPENING, PROMISE_KEPT, type Step } from './story.js';
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
    'The score is about what we did for the customer. These are recorded and shown, but do not change it:',
    '',
    ...table(
      ['Recorded', 'Points'],
      all.map(([says, moved]) => [says, moved.toFixed(2)]),
    ),
    '',
    'What the customer later did is never in the score. It is kept to find out how good the score was.',
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
    'Each thing owed has `pointsAtStake`: the score if you do it now, minus the score if you do not, both read just after it is',
    'due. For bad news not yet told, not doing it means that the customer finds out. In the worked case, half an hour',
    `after the outage was recorded, nobody has called yet and the score is ${points(score)}:`,
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
    'The worklist (`callsOwed`) puts first what your supervisor must hear, then sorts by **rank**, highest first: the points at',
    'stake divided by (days left + 1). So a few points at stake today come before many next month.',
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
    'Lists have the lowest score first. To be cautious, order by the **lower end** of the likely range (`LOWER_END`): it also',
    'puts customers first who may be in trouble because we know little about them.',
    '',
    ...table(
      ['Relationship', 'Score', 'Likely range', 'Band'],
      [row('opened yesterday', fresh), row('the one in which they found out, 180 days on', known)],
    ),
    '',
    'By score the second comes first, by the lower end the first: we know least about a customer nobody has spoken to.',
    '',
  ];
}

export function whatItCannotSee(): string[] {
  const found = blindSpots(read(PROMISE_KEPT, 3).weighed, day(3));
  sure(found.map(({ dimension }) => dimension).join() === 'responsiveness,care', 'a promise says nothing of these two');
  return [
    '## What the score cannot see',
    '',
    'A side can only gain by a contact that credits it. Where none was ever recorded, the side stays at the deposit or falls,',
    'whatever really happened. `blindSpots` names such sides, in each trust and in the brief; `fit` and `backtest` count them. For',
    'a new relationship in which one promise was made and kept, and nothing else is recorded:',
    '',
    ...table(
      ['Side', 'In words'],
      found.map(({ dimension, words }) => [dimension, words]),
    ),
    '',
    'So record calls, updates and check-ins too, not only what a system of record knows.',
    '',
  ];
}

export function worth(): string[] {
  const fresh = read([OPENING], 1).score;
  const { classes } = DEFAULT_MODEL.document;
  sure(
    Object.keys(classes).every((name) => name in CLASSES),
    'every class of evidence has its words',
  );
  return [
    '## What each contact is worth',
    '',
    'The points of one contact alone, on a new relationship: a day, 30 days and 90 days later. The more is known, the less the',
    'same contact moves the score. A contact about a major issue counts double, about a minor one half; a good one that only',
    'we report (`SELF_REPORTED`) counts half.',
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
    'The [reference of contacts](contacts.md) says which contact becomes which of these.',
    '',
  ];
}
