import type { TrustModelDocument } from '#trust';
import { FEWEST_EVENTS } from './about.js';
import type { FitRow } from './class-sums.js';
import { descend } from './descend.js';
import { classesSeen, knobsFor, type Knob } from './knobs.js';
import { Objective } from './objective.js';
import { oneSided } from './one-sided.js';
import { asInBase, documentOf, type Settings } from './settings.js';
import { startFrom } from './start-from.js';
import { knownInTime, summaryOf, withEvidence, type FitAsked } from './with-evidence.js';

/** Of the rarer outcome for each thing turned: the usual rule of thumb. */
const EVENTS_PER_KNOB = 10;
const HELD_OUT = 0.3;

const LEVELS = ['NONE', 'PRIOR', 'SHAPE', 'WEIGHTS'] as const;
type Level = (typeof LEVELS)[number];

type FitStart = {
  readonly base: TrustModelDocument;
  readonly of: FitAsked['of'];
  /** The weights that may be turned, by name of the knob; left out: as many as there are outcomes for. */
  readonly only?: ReadonlySet<string>;
};
type Fitted = {
  readonly level: Level;
  readonly settings: Settings;
  /** The names of the knobs that were turned. */
  readonly turned: ReadonlySet<string>;
  readonly notes: readonly string[];
};

/**
 * Fits a model to outcomes: the prior first, with more outcomes half-lives and the like, with many the weights, ten of
 * the rarer outcome for each thing turned and all of it pulled towards the base model. What is fitted on the earlier part
 * and does worse on the later part is not kept; then the same is fitted on all of it, turning no other weight.
 * @param rows in any order; only those whose outcome was known in time are learned from
 * @returns a document with its evidence; it is a draft until somebody registers and activates it
 */
export function fitModel(rows: readonly FitRow[], asked: FitAsked): TrustModelDocument {
  const { base, within, knownBefore } = asked;
  const known = knownInTime(rows, knownBefore);
  const split = Math.floor(known.length * (1 - HELD_OUT));
  const later = known.slice(split);
  // What was not known when the later part begins must not teach about it.
  const begin = later[0]?.question.askedAt ?? Infinity;
  const earlier = known.slice(0, split).filter(({ question }) => question.decidedAt < begin);
  const judge = new Objective(later, within);
  const before = judge.of(base.document);
  const [kept, refused] = bestOn(judge, earlier, asked);
  const after = judge.of(documentOf(base.document, kept.settings));
  const all = new Objective(known, within);
  // A prior is pulled so hard where there is little that nothing needs to be held out to trust it.
  const level = kept.level === 'NONE' && refused.length === 0 ? 'PRIOR' : kept.level;
  const fitted = fitAt(level, all, { base: base.document, of: asked.of, only: kept.turned });
  const document = documentOf(base.document, fitted.settings);
  return withEvidence(document, asked, {
    level: fitted.level,
    fitted: summaryOf(known),
    heldOut: later.length === 0 ? null : { ...heldOut(later), before, after },
    before: all.of(base.document),
    after: all.of(document),
    notes: [...refused, ...fitted.notes],
  });
}

function heldOut(rows: readonly FitRow[]) {
  const { customers: _, ...rest } = summaryOf(rows);
  return rest;
}

/**
 * The highest level that the outcomes bear and that does no worse on the later part than the level below; a prior hardly
 * changes who is ranked above whom, so one is taken unless it does worse beyond chance.
 */
function bestOn(judge: Objective, earlier: readonly FitRow[], asked: FitAsked): [Fitted, readonly string[]] {
  const { document } = asked.base;
  const from: FitStart = { base: document, of: asked.of };
  const objective = new Objective(earlier, asked.within);
  let best = fitAt('NONE', objective, from);
  const refused: string[] = [];
  for (const level of LEVELS.slice(1)) {
    const next = fitAt(level, objective, from);
    if (next.level !== level) break;
    const [now, then] = [judge.of(documentOf(document, next.settings)), judge.of(documentOf(document, best.settings))];
    const slack = level === 'PRIOR' ? judge.standardError : 0;
    if (now !== null && then !== null && now < then - slack) {
      refused.push(
        `Level ${level} was fitted and not kept: on the later part its AUC is ${now.toFixed(3)}, that of level ${best.level} ${then.toFixed(3)}.`,
      );
      break;
    }
    best = next;
  }
  return [best, refused];
}

/** As far as the outcomes allow, up to a level. */
function fitAt(level: Level, objective: Objective, { base, of, only }: FitStart): Fitted {
  const { rows, events } = objective;
  if (level === 'NONE' || events < FEWEST_EVENTS)
    return {
      level: 'NONE',
      settings: asInBase(base),
      turned: new Set(),
      notes: [
        level === 'NONE' && events >= FEWEST_EVENTS
          ? 'Nothing was changed.'
          : `Too little data to fit anything: ${events} of the rarer outcome, ${FEWEST_EVENTS} are needed for a prior.`,
      ],
    };
  const classes = classesSeen(rows, base);
  const taken = oneSided(classes, base);
  const { start, notes } = startFrom(rows, base, of, taken);
  const knobs = level === 'PRIOR' ? [] : affordable(knobsFor(classes, base, start), level, events);
  if (knobs.length === 0) return { level: 'PRIOR', settings: start, turned: new Set(), notes };
  if (level === 'WEIGHTS' && knobs.every((knob) => knob.level === 'SHAPE'))
    return fitAt('SHAPE', objective, { base, of, only });
  const allowed =
    only === undefined ? knobs : knobs.filter(({ name, level: its }) => its === 'SHAPE' || only.has(name));
  const { settings, turned } = descend(start, allowed, objective, base);
  return {
    level: turned.length === 0 && only !== undefined ? 'PRIOR' : level,
    settings,
    turned: new Set(turned.map(({ name }) => name)),
    notes: [
      ...notes,
      `${knobs.length} things could be turned on ${events} of the rarer outcome; turned were ${turned.length === 0 ? 'none' : turned.map(({ name, says }) => `${name}: ${says}`).join('; ')}.`,
    ],
  };
}

const affordable = (knobs: readonly Knob[], level: Level, events: number): Knob[] =>
  knobs.filter((knob) => level === 'WEIGHTS' || knob.level === 'SHAPE').slice(0, Math.floor(events / EVENTS_PER_KNOB));
