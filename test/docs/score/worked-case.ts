import { DIMENSIONS, DEFAULT_MODEL } from '#trust';
import { day, DAY_ZERO } from '../../kit/given.js';
import { TICK } from '../../kit/story.js';
import { percent, points, sure, table } from '../markdown.js';
import { bandOf, ledger, range, sides } from './cells.js';
import { read, type Reading } from './reading.js';
import { OPENING, openedWith, TOLD } from './story.js';
import { SIDES } from './words.js';

const { document } = DEFAULT_MODEL;
const DAY_MS = 86_400_000;
export const READ_ON = 60;

export function deposit(): string[] {
  const row = (said: string, found: Reading) => [said, points(found.score), range(found), bandOf(found)];
  return [
    '## The deposit',
    '',
    'A customer who signs with you has put some trust in you already. So a relationship does not start at nothing, nor in the',
    'middle: it starts with a deposit. What you do adds to it and takes from it. A segment may have a deposit of its own, and',
    'so may one customer, when the relationship is opened (`openingTrust`).',
    '',
    ...table(
      ['Opened with', 'Score', 'Likely range', 'Band'],
      [
        row('nothing said', read([OPENING], 1)),
        ...[85, 40].map((trust) => row(`a deposit of ${trust}`, read(openedWith(trust), 1))),
      ],
    ),
    '',
    'The **likely range** (`interval`) contains the true trust with a probability of 90 %, given what is known. It is wide while',
    'we know little. While we know too little, the band says so, whatever the score is.',
    '',
  ];
}

export const fourSides = (): string[] => [
  '## Four sides',
  '',
  'Trust has four sides, and the score is their weighted mean. A failure weighs more than a success of the same size, as it',
  'does for people; the last column has the factor.',
  '',
  ...table(
    ['Side', 'It asks', 'Share of the score', 'A failure weighs'],
    DIMENSIONS.map((side) => {
      const { omega, lambda } = document.dimensions[side];
      return [side, SIDES[side], percent(omega), `${lambda} times`];
    }),
  ),
  '',
  `**Bands.** A relationship is \`HEALTHY\` from ${points(100 * document.bands.healthy)} points, \`WATCH\` from ${points(100 * document.bands.watch)}, and \`AT_RISK\` below that.`,
  '',
];

export function workedCase(): string[] {
  const whole = read(TOLD, READ_ON);
  const before = read(TOLD, 39);
  sure(points(whole.score) === '80.9' && points(before.score) === '76.9', "they are the model's worked figures");
  sure(whole.score > before.score, 'it stands better than before the outage');
  const call = whole.contributions.find(({ entry }) => entry.class === 'proactive_disclosure');
  const missed = whole.contributions.find(({ entry }) => entry.class === 'expectation_missed_forewarned');
  sure((call?.points ?? 0) > -(missed?.points ?? 0), 'the call brought more than the missed date cost');
  return [
    '## A worked case',
    '',
    'Sixty days of one relationship: a quiet month, then an outage that delays something promised. We tell them two hours after',
    'we knew. Each line is what was recorded, with the score right after it.',
    '',
    ...table(['Day', 'What happened', 'Score', 'Likely range', 'Band', ...DIMENSIONS], diary(whole)),
    '',
    `After the outage the score is ${points(whole.score)}, above the ${points(before.score)} of the day before it. Here is why, contact by contact, on day ${READ_ON}:`,
    '',
    ...ledger(whole),
    '',
    'The deposit plus all lines is exactly the score; `contributions` holds the same lines. **Left** is the share of a contact',
    'that remains: everything fades with age, good and bad alike.',
    '',
    'The missed date costs points although it was announced. The call that announced the outage brought more: bad news adds',
    'trust when it is told early.',
    '',
  ];
}

function diary(whole: Reading): string[][] {
  const row = (days: number, says: string, found: Reading): string[] => [
    String(Number(days.toFixed(2))),
    says,
    points(found.score),
    range(found),
    bandOf(found),
    ...sides(found),
  ];
  const days = [...new Set(TOLD.map(({ contact }) => (contact.at - DAY_ZERO) / DAY_MS))];
  const told = days.map((each) => {
    const says = TOLD.filter(({ contact }) => contact.at === day(each)).map((step) => step.says);
    return row(each, says.join('. '), read(TOLD, each));
  });
  const passes = row(42, 'The old date passes unmet, as announced', read(TOLD, 42 + TICK));
  const later = days.findIndex((each) => each > 42);
  return [...told.slice(0, later), passes, ...told.slice(later), row(READ_ON, 'A week later', whole)];
}
