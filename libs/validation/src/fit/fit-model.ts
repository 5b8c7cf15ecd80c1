import type { TrustModelDocument } from '#trust';
import { FEWEST_EVENTS } from './fitted-dimensions.js';
import type { FitRow } from './class-sums.js';
import { coordinateDescent, type Change } from './coordinate-descent.js';
import { Objective } from './objective.js';
import { oneSided } from './one-sided.js';
import { classesSeen, parametersFor, type Parameter } from './parameters.js';
import { asInBase, documentOf, type Settings } from './settings.js';
import { startingSettings } from './starting-settings.js';
import { knownInTime, summaryOf, withEvidence, type FitOptions } from './with-evidence.js';

/** Of the rarer outcome for each parameter: the usual rule of thumb. */
const EVENTS_PER_PARAMETER = 10;
const HELD_OUT = 0.3;

type Level = 'NONE' | 'PRIOR' | Parameter['level'];
type Fitted = { readonly level: Level; readonly settings: Settings; readonly notes: readonly string[] };

/**
 * Fits a model to outcomes: first the prior, then one parameter for each ten of the rarer outcome. A parameter is changed only
 * if its change, fitted on the earlier part of the rows, raises the AUC of the later part beyond chance. The parameters that
 * pass are then fitted again on all rows.
 * @param rows in any order; only those whose label was decided in time are learned from
 * @returns a document with its evidence. It is a draft until somebody registers and activates it
 */
export function fitModel(rows: readonly FitRow[], options: FitOptions): TrustModelDocument {
  const { base, within, knownBefore } = options;
  const known = knownInTime(rows, knownBefore);
  const split = Math.floor(known.length * (1 - HELD_OUT));
  const later = known.slice(split);
  // Labels that were not decided when the later part begins must not teach about it.
  const begin = later[0]?.question.askedAt ?? Infinity;
  const earlier = known.slice(0, split).filter(({ question }) => question.decidedAt < begin);
  const judge = new Objective(later, within);
  const chosen = choose(new Objective(earlier, within), judge, options);
  const all = new Objective(known, within);
  const fitted = fitAgain(all, chosen, options);
  const document = documentOf(base.document, fitted.settings);
  return withEvidence(document, options, {
    level: fitted.level,
    fitted: summaryOf(known),
    heldOut:
      later.length === 0
        ? null
        : {
            ...heldOut(later),
            before: judge.of(base.document),
            after: judge.of(documentOf(base.document, chosen.settings)),
          },
    before: all.of(base.document),
    after: all.of(document),
    notes: [...chosen.notes, ...fitted.notes],
  });
}

function heldOut(rows: readonly FitRow[]) {
  const { customers: _, ...rest } = summaryOf(rows);
  return rest;
}

type Chosen = {
  /** REFUSED: the prior did worse on the later part. FEW: there was nothing to choose from. */
  readonly prior: 'KEPT' | 'REFUSED' | 'FEW';
  readonly settings: Settings;
  /** The names of the parameters that may be changed. */
  readonly parameters: ReadonlySet<string>;
  readonly notes: readonly string[];
};

/** What is worth fitting: found on the earlier part, judged on the later part. */
function choose(earlier: Objective, judge: Objective, { base: { document: base }, of }: FitOptions): Chosen {
  const unchanged = { settings: asInBase(base), parameters: new Set<string>() };
  if (earlier.events < FEWEST_EVENTS) return { ...unchanged, prior: 'FEW', notes: [] };
  const { start, parameters } = startFor(earlier, base, of);
  const [ofStart, ofBase] = [judge.of(documentOf(base, start)), judge.of(base)];
  // A prior hardly changes who ranks above whom, so it is kept unless it does clearly worse.
  if (ofStart !== null && ofBase !== null && ofStart < ofBase - judge.standardError)
    return {
      ...unchanged,
      prior: 'REFUSED',
      notes: [
        `The prior was fitted and not kept: on the later part its AUC is ${ofStart.toFixed(3)}, that of the base model ${ofBase.toFixed(3)}.`,
      ],
    };
  const { changes } = coordinateDescent(start, parameters, earlier, base);
  let settings = start;
  const kept = new Set<string>();
  const refused: Change[] = [];
  for (const change of changes) {
    const next = change.option.apply(settings);
    if (judge.gainsBeyondChance(documentOf(base, next), documentOf(base, settings), changes.length)) {
      settings = next;
      kept.add(change.parameter.name);
    } else refused.push(change);
  }
  const notes =
    refused.length === 0
      ? []
      : [
          `Changed on the earlier part and not kept, since the later part does not gain beyond chance: ${inWords(refused)}.`,
        ];
  return { prior: 'KEPT', settings, parameters: kept, notes };
}

/** Fits the prior and the chosen parameters on all rows. */
function fitAgain(all: Objective, chosen: Chosen, { base: { document: base }, of }: FitOptions): Fitted {
  const unchanged = { level: 'NONE', settings: asInBase(base) } as const;
  if (all.events < FEWEST_EVENTS)
    return {
      ...unchanged,
      notes: [
        `Too little data to fit anything: ${all.events} of the rarer outcome, ${FEWEST_EVENTS} are needed for a prior.`,
      ],
    };
  if (chosen.prior === 'REFUSED') return { ...unchanged, notes: ['Nothing was changed.'] };
  const { start, parameters, notes } = startFor(all, base, of);
  const allowed = parameters.filter(({ name }) => chosen.parameters.has(name));
  const { settings, changes } = coordinateDescent(start, allowed, all, base);
  const tried = `Parameters that could be changed on ${all.events} of the rarer outcome: ${parameters.length}.`;
  return {
    level: levelOf(changes),
    settings,
    notes: [...notes, `${tried} Changed: ${changes.length === 0 ? 'none' : inWords(changes)}.`],
  };
}

/** Where a fit starts, and the parameters that there are enough outcomes for. */
function startFor({ rows, events }: Objective, base: TrustModelDocument, of: FitOptions['of']) {
  const classes = classesSeen(rows, base);
  const { start, notes } = startingSettings(rows, base, of, oneSided(classes, base));
  const parameters = parametersFor(classes, base, start).slice(0, Math.floor(events / EVENTS_PER_PARAMETER));
  return { start, notes, parameters };
}

function levelOf(changes: readonly Change[]): Level {
  if (changes.length === 0) return 'PRIOR';
  return changes.some(({ parameter }) => parameter.level === 'WEIGHTS') ? 'WEIGHTS' : 'SHAPE';
}

const inWords = (changes: readonly Change[]): string =>
  changes.map(({ parameter, option }) => `${parameter.name}: ${option.says}`).join('; ');
