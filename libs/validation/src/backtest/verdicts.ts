import { toDay } from '#relationship';
import { blindWords } from './blind-tally.js';
import { CENSORINGS, type Censoring } from '../questions/question.js';
import { onCalibration, onData, onLeftOut } from './verdicts-on-data.js';
import { onDrift } from './verdicts-on-drift.js';
import { onRivals } from './verdicts-on-rivals.js';
import { between, figure, note, percent, warning, type Found } from './verdict-words.js';
import type { Verdict } from './result.js';

const MUCH_LEAK = 0.01;
/** Above this share the questions without a label could change the result. */
const MUCH_CENSORED = 0.2;

/** What a reader must know before believing the figures, in words; warnings first. */
export function verdictsOn(found: Found): Verdict[] {
  const verdicts = [
    ...onData(found),
    ...onLeftOut(found),
    ...onFit(found),
    ...onSampling(found),
    ...onCensoring(found),
    ...onCalibration(found),
    ...onRivals(found),
    ...onDrift(found),
    ...onLeak(found),
    ...onRecorders(found),
    ...onGaming(found),
    ...onBlindSpots(found),
  ];
  return verdicts.sort((a, b) => Number(b.level === 'WARNING') - Number(a.level === 'WARNING'));
}

/** A model that learned from the labels cannot show how well they could be predicted. */
function onFit({ title, fittedTo, population: { from, to } }: Found): Verdict[] {
  if (from === null || to === null) return [];
  return fittedTo
    .filter((each) => each.basedOn === title && each.to >= from)
    .map((each) =>
      warning(
        'IN_SAMPLE',
        `${each.model} was fitted to outcomes of this data set up to ${toDay(each.to)}, and predictions from ${toDay(from)} on are judged: it has seen the answers. Fit it with --on-warm-up, or judge it on later data.`,
      ),
    );
}

function onSampling({ population: { sampledShare, asked } }: Found): Verdict[] {
  if (sampledShare === 1) return [];
  return [
    note(
      'SAMPLED',
      `There are too many predictions to judge all of them: a random ${percent(sampledShare)} of the customers is judged, with ${asked} predictions. All rivals know only these.`,
    ),
  ];
}

function onBlindSpots({ blindSpots }: Found): Verdict[] {
  const says = blindWords(blindSpots);
  return says === null ? [] : [note('BLIND_SPOTS', says)];
}

function onCensoring({ population: { censored, asked, answersHeldBack, judged } }: Found): Verdict[] {
  const entries = Object.entries(censored) as [Censoring, number][];
  const count = entries.reduce((sum, [, each]) => sum + each, 0);
  const reasons = entries.map(([why, each]) => `${each} because ${CENSORINGS[why]}`).join('; ');
  const share = count / Math.max(1, count + asked);
  const says = `${count} questions have no label (${percent(share)}): ${reasons}.`;
  const verdicts: Verdict[] = [];
  if (count > 0)
    verdicts.push(
      share > MUCH_CENSORED
        ? warning('CENSORED', `${says} Questions whose label is known early may differ from the rest.`)
        : note('CENSORED', says),
    );
  if (answersHeldBack > 0)
    verdicts.push(
      note(
        'HELD_BACK',
        `The label of ${answersHeldBack} of the ${judged} judged questions was on record when the question was asked. It was held back until after.`,
      ),
    );
  return verdicts;
}

function onLeak({ leakGap }: Found): Verdict[] {
  if (leakGap === null) return [];
  const says = `Leak gap ${between(leakGap.gap)}: AUC ${figure(leakGap.occurred)} if contacts counted from when they took place, ${figure(leakGap.recorded)} by what was on record.`;
  return [
    leakGap.gap.value >= MUCH_LEAK && (leakGap.gap.low ?? 0) >= 0
      ? warning(
          'LEAK',
          `${says} Contacts that were recorded late know the outcome. Do not believe a figure that ignores when they were recorded.`,
        )
      : note('LEAK', says),
  ];
}

function onRecorders({ recorders: { pValue, results } }: Found): Verdict[] {
  if (pValue === null)
    return [
      note(
        'RECORDERS',
        'Recorders cannot be compared: fewer than two of them have 20 predictions about 3 customers, or fewer than 20 outcomes were bad, or good.',
      ),
    ];
  const furthest = results.reduce((most, each) =>
    Math.abs(each.bad - each.expectedBad) > Math.abs(most.bad - most.expectedBad) ? each : most,
  );
  const says = `customers of ${furthest.recorder} have ${furthest.bad} bad outcomes where the same scores predict ${furthest.expectedBad.toFixed(1)} over all recorders`;
  return [
    pValue < 0.05
      ? warning('RECORDERS', `Recorders differ beyond chance (p = ${pValue.toFixed(3)}): ${says}.`)
      : note('RECORDERS', `Recorders do not differ beyond chance (p = ${pValue.toFixed(3)}). Furthest apart: ${says}.`),
  ];
}

function onGaming({ gaming }: Found): Verdict[] {
  return gaming.map(({ gaming: code, says, meanPoints, mostPoints, aucHonest, aucGamed }) =>
    note(
      code,
      `A recorder could gain ${meanPoints.toFixed(1)} points on average and ${mostPoints.toFixed(1)} at most if ${says}. The AUC would go from ${figure(aucHonest)} to ${figure(aucGamed)}.`,
    ),
  );
}
