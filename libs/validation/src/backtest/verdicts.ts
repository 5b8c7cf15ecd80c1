import { toDay } from '#relationship';
import { CENSORINGS, type Censoring } from '../questions/question.js';
import { onData } from './verdicts-on-data.js';
import { onDrift } from './verdicts-on-drift.js';
import { onRivals } from './verdicts-on-rivals.js';
import { between, figure, note, percent, warning, type Found } from './verdict-words.js';
import type { Verdict } from './result.js';

const MUCH_LEAK = 0.01;
/** From here on a share of answers that were never seen could turn the result. */
const MUCH_CENSORED = 0.2;

/** What a reader must know before believing the figures, in words; warnings first. */
export function verdictsOn(found: Found): Verdict[] {
  const verdicts = [
    ...onData(found),
    ...onFit(found),
    ...onDrawing(found),
    ...onCensoring(found),
    ...onRivals(found),
    ...onDrift(found),
    ...onLeak(found),
    ...onRecorders(found),
    ...onChoices(found),
  ];
  return verdicts.sort((a, b) => Number(b.level === 'WARNING') - Number(a.level === 'WARNING'));
}

/** Who has seen the answers is no judge of how well they could be foretold. */
function onFit({ title, fittedTo, population: { from, to } }: Found): Verdict[] {
  if (from === null || to === null) return [];
  return fittedTo
    .filter((each) => each.basedOn === title && each.to >= from)
    .map((each) =>
      warning(
        'IN_SAMPLE',
        `${each.model} was fitted to outcomes of this very book up to ${toDay(each.to)}, and predictions from ${toDay(from)} on are judged: it knew answers. Fit it with --on-warm-up, or judge it on what came later.`,
      ),
    );
}

function onDrawing({ population: { drawnShare, asked } }: Found): Verdict[] {
  if (drawnShare === 1) return [];
  return [
    note(
      'DRAWN',
      `The book is too large to be judged whole: ${percent(drawnShare)} of the customers were drawn by lot, which leaves ${asked} predictions. All rivals know no more than these.`,
    ),
  ];
}

function onCensoring({ population: { censored, asked, answersHeldBack, judged } }: Found): Verdict[] {
  const entries = Object.entries(censored) as [Censoring, number][];
  const count = entries.reduce((sum, [, each]) => sum + each, 0);
  const reasons = entries.map(([why, each]) => `${each} because ${CENSORINGS[why]}`).join('; ');
  const share = count / Math.max(1, count + asked);
  const says = `${count} questions have no answer (${percent(share)}): ${reasons}.`;
  return [
    ...(count === 0
      ? []
      : share > MUCH_CENSORED
        ? [warning('CENSORED', `${says} Those that are known first may be of another kind than the rest.`)]
        : [note('CENSORED', says)]),
    ...(answersHeldBack === 0
      ? []
      : [
          note(
            'HELD_BACK',
            `Of ${answersHeldBack} of the ${judged} judged questions the answer was on record when it was asked; it was held back until after.`,
          ),
        ]),
  ];
}

function onLeak({ leakGap }: Found): Verdict[] {
  if (leakGap === null) return [];
  const says = `Leak gap ${between(leakGap.gap)}: AUC ${figure(leakGap.occurred)} if facts counted from when they happened, ${figure(leakGap.recorded)} by what was on record.`;
  return [
    leakGap.gap.value >= MUCH_LEAK && (leakGap.gap.low ?? 0) >= 0
      ? warning(
          'LEAK',
          `${says} Facts that are entered late know the outcome; no figure that ignores when things were recorded can be believed here.`,
        )
      : note('LEAK', says),
  ];
}

function onRecorders({ recorders }: Found): Verdict[] {
  const { pValue, books } = recorders;
  if (pValue === null)
    return [
      note(
        'RECORDERS',
        'Whether recorders differ cannot be said: fewer than two of them have 20 predictions about 3 customers, or fewer than 20 outcomes were bad, or good.',
      ),
    ];
  const worst = books.reduce((most, book) =>
    Math.abs(book.bad - book.expectedBad) > Math.abs(most.bad - most.expectedBad) ? book : most,
  );
  const says = `${worst.recorder} has ${worst.bad} bad outcomes where the same scores promise over all books ${worst.expectedBad.toFixed(1)}`;
  return [
    pValue < 0.05
      ? warning('RECORDERS', `One recorder's book differs from another's (p = ${pValue.toFixed(3)}): ${says}.`)
      : note(
          'RECORDERS',
          `Recorders' books do not differ beyond chance (p = ${pValue.toFixed(3)}); the furthest: ${says}.`,
        ),
  ];
}

function onChoices({ choices }: Found): Verdict[] {
  return choices.map(({ choice, says, meanPoints, mostPoints, aucHonest, aucChosen }) =>
    note(
      choice,
      `By choice a recorder could gain ${meanPoints.toFixed(1)} points on average and ${mostPoints.toFixed(1)} at most, if ${says}; the AUC would go from ${figure(aucHonest)} to ${figure(aucChosen)}.`,
    ),
  );
}
