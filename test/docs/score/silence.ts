import { DEFAULT_MODEL, whatWouldHelp } from '#trust';
import { day } from '../../kit/given.js';
import { points, signed, sure, table } from '../markdown.js';
import { bandOf, dayOf, range } from './cells.js';
import { read, type Reading } from './reading.js';
import { BAD_START, checkIns, misstated, NOT_TOLD, OPENING, TOLD } from './story.js';
import { HELPS } from './words.js';
import { READ_ON } from './worked-case.js';

const { document } = DEFAULT_MODEL;
const WAITS = [0, 30, 90, 180, 365];
const when = (wait: number): string => (wait === 0 ? `on day ${READ_ON}` : `${wait} days later`);

export function whatTimeDoes(): string[] {
  const rows = WAITS.map((wait) => {
    const [told, found] = [read(TOLD, READ_ON + wait), read(NOT_TOLD, READ_ON + wait)];
    const surprise = found.contributions.find(({ entry }) => entry.class === 'surprise')?.points ?? 0;
    const shown = (reading: Reading) => [points(reading.score), range(reading), bandOf(reading)];
    return [when(wait), ...shown(told), ...shown(found), signed(surprise)];
  });
  const later = (steps: typeof TOLD) => read(steps, READ_ON + 365).score - read(steps, READ_ON).score;
  sure(later(TOLD) < 0 && later(NOT_TOLD) > 0, 'the score drifts towards the deposit');
  sure(document.kappa === 0.5, 'a second failure weighs half as much again');
  const gained = [1, 3, 10, 30].map((count) => signed(read(checkIns(count), 30).score - read([OPENING], 30).score));
  return [
    '## What time does',
    '',
    'Nothing more happens after day 60. Good and bad fade, the score drifts towards the deposit, and the likely range widens.',
    '',
    ...table(
      ['Read', 'They were told', 'Likely range', 'Band', 'They found out', 'Likely range', 'Band', 'The surprise'],
      rows,
    ),
    '',
    'How fast something fades depends on [what it is](#what-each-contact-is-worth). A second failure of the same kind weighs 1.5',
    'times as much while the first is fresh. Check-ins and updates work the other way: each further one adds less, so many calls',
    `do not buy trust. One check-in in a month brings ${gained[0]}, three ${gained[1]}, ten ${gained[2]}, thirty ${gained[3]}.`,
    '',
  ];
}

export function tooLittleKnown(): string[] {
  const fresh = read([OPENING], 1);
  const waits = [10, 40, 90, 200, 375];
  const silent = read(BAD_START, 375);
  sure(silent.last?.band === 'WATCH' && silent.band === 'INSUFFICIENT_EVIDENCE', 'too little is known in the end');
  sure(read(BAD_START, 10).band === 'AT_RISK', 'it begins badly');
  const help = whatWouldHelp(silent.timeline, silent.weighed, day(375));
  return [
    '## When too little is known',
    '',
    `A new relationship has a score of ${points(fresh.score)}, but nothing is known about it. Any band would be a guess, so its band is`,
    '`INSUFFICIENT_EVIDENCE`. A relationship falls back into this band when there is little contact for a long time. By then its',
    'score has moved to the deposit because evidence fades, not because anything changed: **silence is not recovery.** So the',
    'last band with enough evidence is shown as well, and the time until which there was enough. The example begins badly, with',
    'a promise missed on day 5 and an outage that they found on day 8, and then nobody contacts the customer:',
    '',
    ...table(
      ['Read', 'Score', '`band`', '`lastSufficientBand`', '`lastSufficientUntil`'],
      waits.map((on) => {
        const { score, band, last } = read(BAD_START, on);
        const until = last === null ? '' : `day ${Math.floor(Number(dayOf(last.until)))}`;
        return [`on day ${on}`, points(score), band, last?.band ?? 'none', band === last?.band ? 'now' : until];
      }),
    ),
    '',
    'Treat such a relationship by its last band, and find out more. `whatWouldHelp` says which contacts, each kind by itself,',
    'would give enough evidence; for this one on day 375:',
    '',
    ...table(
      ['What', 'How many', 'Score then', 'Band'],
      help.map(({ help, times, score, band }) => [HELPS[help], String(times), points(score), bandOf({ band })]),
    ),
    '',
  ];
}

export function theCap(): string[] {
  const lines = [
    ['on a new relationship', read(misstated(), 0)],
    [`in the worked case, on day ${READ_ON}`, read(misstated(...TOLD), READ_ON)],
  ] as const;
  sure(
    lines.every(([, { cap }]) => cap < 0),
    'the cap bites',
  );
  const rows = lines.map(([says, found]) => {
    const weakest = found.dimensions.reduce((a, b) => (b.score < a.score ? b : a));
    const mean = points(found.score - found.cap);
    return [says, mean, `${weakest.dimension} ${points(weakest.score)}`, signed(found.cap), points(found.score)];
  });
  return [
    '## The cap',
    '',
    'Strength on one side cannot make up for a collapse on another. The score is at most',
    `${Math.round(100 * document.cap)} points above the weakest side; a separate line, \`cap\`, has what that takes off. It is nearly always 0. One contact`,
    'causes it alone: something we told the customer proves untrue (`recordMisstatement`).',
    '',
    ...table(['A misstatement is proven', 'The sides together', 'Weakest side', 'Cap', 'Score'], rows),
    '',
    `Only time makes up for it: half of it has faded after ${document.classes.misstatement?.halfLifeDays} days. The likely range is computed without the cap,`,
    'so it may lie above a capped score.',
    '',
  ];
}
