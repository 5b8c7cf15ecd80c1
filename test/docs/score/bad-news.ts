import { DEFAULT_MODEL, DIMENSIONS } from '#trust';
import { HOUR } from '../../kit/story.js';
import { percent, points, signed, sure, table } from '../markdown.js';
import { bandOf, ledger, sides } from './cells.js';
import { read, type Reading } from './reading.js';
import { BASE, called, declined, detected, foundOut, NOT_TOLD, OPENING, takenBack, TOLD, type Step } from './story.js';
import { READ_ON } from './worked-case.js';

const LOOKED_AT = 41.5;

export function ifTheyHearItFirst(): string[] {
  const without = read(BASE, LOOKED_AT).score;
  const withOutage = (...steps: readonly Step[]) => read([...BASE, detected(), ...steps], LOOKED_AT);
  const calledAfter = (hours: number) => withOutage(called(40 + (hours - 2) * HOUR, `We call after ${hours} hours`));
  const found = withOutage(foundOut(41, 'They find out'));
  const calledLate = withOutage(foundOut(41, 'They find out'), called(41 + 2 * HOUR, 'We call'));
  const [told, notTold] = [read(TOLD, READ_ON), read(NOT_TOLD, READ_ON)];
  sure(calledAfter(2).score > without && calledAfter(24).score < calledAfter(8).score, 'early telling adds more');
  sure(
    found.score < without - 5 && calledLate.score - found.score < 1,
    'a surprise costs and a late call mends little',
  );
  const row = (says: string, reading: Reading) => [
    says,
    points(reading.score),
    signed(reading.score - without),
    ...sides(reading),
  ];
  return [
    '## If they hear it first',
    '',
    'The same outage after the same quiet month: told early, told late, or found out. The score is read a day and a half',
    `later; without the outage it would be ${points(without)}.`,
    '',
    ...table(
      ['They hear of it', 'Score', 'Change by the outage', ...DIMENSIONS],
      [
        row('from us, after 2 hours', calledAfter(2)),
        row('from us, after 4 hours, the notice that is promised', calledAfter(4)),
        row('from us, after 8 hours', calledAfter(8)),
        row('from us, after 24 hours', calledAfter(24)),
        row('by finding out themselves', found),
        row('by finding out; we call two hours after', calledLate),
      ],
    ),
    '',
    'The value of the call halves with each notice period that passes: 4 hours, unless something else was agreed with the',
    'customer. After they have found out, you still owe them the call, but it counts as an update, not as a disclosure.',
    '',
    `If nobody had called, the sixty days would end at **${points(notTold.score)}, ${bandOf(notTold)}**, instead of **${points(told.score)}, ${bandOf(told)}**, with the same`,
    'outage, the same delay and the same look back together:',
    '',
    ...ledger(notTold),
    '',
  ];
}

/** What each sign of recovery is called. */
const MADE_GOOD = {
  informedWithinNotice: 'They were told within the notice',
  workaroundOffered: 'A workaround was offered',
  reasonExplained: 'The reason was explained',
  renewedPromiseKept: 'The renewed promise was kept',
  jointRetrospective: 'It was looked back on together',
} as const;

export function makingItGood(): string[] {
  const { recovery } = DEFAULT_MODEL.document;
  if (recovery === null) return [];
  const missed = (steps: readonly Step[]) =>
    read(steps, READ_ON).contributions.find(({ entry }) => entry.class === 'expectation_missed_forewarned')?.magnitude;
  sure(missed(TOLD)?.toFixed(2) === '0.55', 'told within the notice, and the new date kept');
  return [
    '## Making it good',
    '',
    'What you do after a failure takes away a part of its weight, in whatever order it is done:',
    '',
    ...table(
      ['Done', 'The failure weighs less by'],
      Object.entries(MADE_GOOD).map(([name, says]) => [says, percent(recovery[name as keyof typeof MADE_GOOD])]),
    ),
    '',
    `Together it is at most ${percent(recovery.max)}, so no failure vanishes. What counts is done about the same issue or the same promise. In the`,
    'worked case they were told within the notice and the new date was kept, so the missed date weighs 45 % less. A',
    'misstatement never recovers.',
    '',
  ];
}

export function sayingNo(): string[] {
  const fresh = read([OPENING], 1).score;
  const said = (says: string, steps: readonly Step[]): [string, number] => [says, read(steps, 1).score];
  const lines = [
    said('A plain no', declined()),
    said('A no with its reason', declined({ reason: 'It is not ours to give.' })),
    said(
      'A no with an alternative',
      declined({ reason: 'Not this year.', alternatives: [{ kind: 'LATER', what: 'In spring' }] }),
    ),
    said('A promise taken back, something else arranged', takenBack({ substitute: 'A call on the day' })),
    said('A promise taken back', takenBack()),
  ];
  const [plain = 0, explained = 0, alternative = 0, arranged = 0, back = 0] = lines.map(([, score]) => score);
  sure(plain < explained && explained < fresh && fresh < alternative, 'an alternative is no loss');
  sure(arranged < plain && back < arranged, 'a promise taken back hurts more than a no');
  return [
    '## Saying no',
    '',
    'On a new relationship, read a day later:',
    '',
    ...table(
      ['What we say', 'Score', 'Points'],
      lines.map(([says, score]) => [says, points(score), signed(score - fresh)]),
    ),
    '',
    'A no with an alternative costs nothing, so arrange the alternative before you say no. A promise taken back costs more than',
    'a plain no.',
    '',
  ];
}
