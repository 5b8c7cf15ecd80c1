import { DIMENSIONS, type Dimension, type TrustModelDocument } from '#trust';
import { HALF_LIVES, type FitRow } from './class-sums.js';
import { weightKey, type Settings } from './settings.js';

/** One thing that a fit may turn: settings it may take, and what each costs for straying from the base model. */
export type Knob = {
  readonly name: string;
  readonly level: 'SHAPE' | 'WEIGHTS';
  readonly options: readonly { readonly says: string; readonly cost: number; turn(settings: Settings): Settings }[];
};

/** How far from where it starts, in doublings; beyond four it is far enough. */
const costOf = (factor: number): number => (factor === 0 ? 4 : Math.min(4, Math.abs(Math.log2(factor))));

/** The classes that the rows have evidence of, in the order of the model. */
export function classesSeen(rows: readonly FitRow[], base: TrustModelDocument): string[] {
  const seen = new Set(rows.flatMap(({ sums }) => Object.keys(sums.get(HALF_LIVES[0]) ?? {})));
  return Object.keys(base.classes).filter((name) => seen.has(name));
}

/**
 * In the order in which they are worth a parameter: with ten of the rarer outcome for each, as is usual, few outcomes
 * turn the first ones only.
 */
export function knobsFor(classes: readonly string[], base: TrustModelDocument, start: Settings): Knob[] {
  const positive = classes.filter((name) => isPositive(name, base));
  const negative = classes.filter((name) => !isPositive(name, base));
  const weights = classes.flatMap((name) =>
    DIMENSIONS.filter((dimension) => (base.classes[name]?.weights[dimension] ?? 0) !== 0).map((dimension) =>
      weightKnob(name, dimension, start.weights[weightKey(name, dimension)] === 0),
    ),
  );
  return [
    halfLifeKnob('half-life of all evidence', classes, base, start),
    factorKnob('loss aversion', [0.25, 0.5, 1, 2, 4], (settings, lossAversion) => ({ ...settings, lossAversion })),
    factorKnob('weight of the prior', [0.25, 0.5, 1, 2, 4], (settings, factor) => ({
      ...settings,
      priorWeight: base.priorWeight * factor,
    })),
    halfLifeKnob('half-life of what speaks for us', positive, base, start),
    halfLifeKnob('half-life of what speaks against us', negative, base, start),
    ...DIMENSIONS.filter((dimension) =>
      classes.some((name) => base.classes[name]?.weights[dimension] !== undefined),
    ).map(shareKnob),
    ...weights,
  ];
}

const isPositive = (name: string, base: TrustModelDocument): boolean =>
  Object.values(base.classes[name]?.weights ?? {}).every((weight) => weight >= 0);

function halfLifeKnob(name: string, classes: readonly string[], base: TrustModelDocument, start: Settings): Knob {
  return {
    name,
    level: 'SHAPE',
    options: HALF_LIVES.map((days) => ({
      says: `${days} days`,
      cost:
        classes.reduce(
          (sum, each) => sum + costOf(days / (start.halfLifeDays[each] ?? base.classes[each]?.halfLifeDays ?? days)),
          0,
        ) / Math.max(1, classes.length),
      turn: (settings) => ({
        ...settings,
        halfLifeDays: { ...settings.halfLifeDays, ...Object.fromEntries(classes.map((each) => [each, days])) },
      }),
    })),
  };
}

function factorKnob(
  name: string,
  factors: readonly number[],
  turn: (settings: Settings, factor: number) => Settings,
  level: Knob['level'] = 'SHAPE',
): Knob {
  return {
    name,
    level,
    options: factors.map((factor) => ({
      says: `${factor} times`,
      cost: costOf(factor),
      turn: (settings) => turn(settings, factor),
    })),
  };
}

const shareKnob = (dimension: Dimension): Knob =>
  factorKnob(
    `share of ${dimension}`,
    [0.25, 0.5, 1, 2, 4],
    (settings, factor) => ({ ...settings, shares: { ...settings.shares, [dimension]: factor } }),
    'WEIGHTS',
  );

/** A weight that was taken out must earn its return, however small. */
function weightKnob(name: string, dimension: Dimension, isTakenOut: boolean): Knob {
  const knob = factorKnob(
    `weight of ${name} in ${dimension}`,
    [0, 0.25, 0.5, 1, 2, 4],
    (settings, factor) => ({
      ...settings,
      weights: { ...settings.weights, [weightKey(name, dimension)]: factor },
    }),
    'WEIGHTS',
  );
  if (!isTakenOut) return knob;
  return {
    ...knob,
    options: knob.options.map((option, place) => ({ ...option, cost: place === 0 ? 0 : 1 + option.cost })),
  };
}
