import { DIMENSIONS, type Dimension, type TrustModelDocument } from '#trust';
import { HALF_LIVES, type FitRow } from './class-sums.js';
import { weightKey, type Settings } from './settings.js';

/** Something that a fit may change: the options for it, and what each costs for leaving the start. */
export type Parameter = {
  readonly name: string;
  readonly level: 'SHAPE' | 'WEIGHTS';
  readonly options: readonly { readonly says: string; readonly cost: number; apply(settings: Settings): Settings }[];
};

/** How far an option is from the start, in doublings, at most four. */
const costOf = (factor: number): number => (factor === 0 ? 4 : Math.min(4, Math.abs(Math.log2(factor))));

/** The classes that the rows have evidence of, in the order of the model. */
export function classesSeen(rows: readonly FitRow[], base: TrustModelDocument): string[] {
  const seen = new Set(rows.flatMap(({ sums }) => Object.keys(sums.get(HALF_LIVES[0]) ?? {})));
  return Object.keys(base.classes).filter((name) => seen.has(name));
}

/** All parameters, the most useful first: few outcomes are enough for the first ones only. */
export function parametersFor(classes: readonly string[], base: TrustModelDocument, start: Settings): Parameter[] {
  const positive = classes.filter((name) => isPositive(name, base));
  const negative = classes.filter((name) => !isPositive(name, base));
  const weights = classes.flatMap((name) =>
    DIMENSIONS.filter((dimension) => (base.classes[name]?.weights[dimension] ?? 0) !== 0).map((dimension) =>
      weightParameter(name, dimension, start.weights[weightKey(name, dimension)] === 0),
    ),
  );
  return [
    halfLifeParameter('half-life of all evidence', classes, base, start),
    factorParameter('loss aversion', [0.25, 0.5, 1, 2, 4], (settings, lossAversion) => ({ ...settings, lossAversion })),
    factorParameter('weight of the prior', [0.25, 0.5, 1, 2, 4], (settings, factor) => ({
      ...settings,
      priorWeight: base.priorWeight * factor,
    })),
    halfLifeParameter('half-life of good evidence', positive, base, start),
    halfLifeParameter('half-life of bad evidence', negative, base, start),
    ...DIMENSIONS.filter((dimension) =>
      classes.some((name) => base.classes[name]?.weights[dimension] !== undefined),
    ).map(shareParameter),
    ...weights,
  ];
}

const isPositive = (name: string, base: TrustModelDocument): boolean =>
  Object.values(base.classes[name]?.weights ?? {}).every((weight) => weight >= 0);

function halfLifeParameter(
  name: string,
  classes: readonly string[],
  base: TrustModelDocument,
  start: Settings,
): Parameter {
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
      apply: (settings) => ({
        ...settings,
        halfLifeDays: { ...settings.halfLifeDays, ...Object.fromEntries(classes.map((each) => [each, days])) },
      }),
    })),
  };
}

function factorParameter(
  name: string,
  factors: readonly number[],
  apply: (settings: Settings, factor: number) => Settings,
  level: Parameter['level'] = 'SHAPE',
): Parameter {
  return {
    name,
    level,
    options: factors.map((factor) => ({
      says: `${factor} times`,
      cost: costOf(factor),
      apply: (settings) => apply(settings, factor),
    })),
  };
}

const shareParameter = (dimension: Dimension): Parameter =>
  factorParameter(
    `share of ${dimension}`,
    [0.25, 0.5, 1, 2, 4],
    (settings, factor) => ({ ...settings, shares: { ...settings.shares, [dimension]: factor } }),
    'WEIGHTS',
  );

/** A weight that the start takes out costs more to bring back, however small. */
function weightParameter(name: string, dimension: Dimension, isTakenOut: boolean): Parameter {
  const parameter = factorParameter(
    `weight of ${name} in ${dimension}`,
    [0, 0.25, 0.5, 1, 2, 4],
    (settings, factor) => ({
      ...settings,
      weights: { ...settings.weights, [weightKey(name, dimension)]: factor },
    }),
    'WEIGHTS',
  );
  if (!isTakenOut) return parameter;
  return {
    ...parameter,
    options: parameter.options.map((option, place) => ({ ...option, cost: place === 0 ? 0 : 1 + option.cost })),
  };
}
