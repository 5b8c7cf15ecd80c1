import { DIMENSIONS, type Dimension, type TrustModelDocument } from '#trust';

export type Priors = Readonly<Partial<Record<Dimension, number>>>;

/** What a fit may change. All else is as in the base model. */
export type Settings = {
  /** a, 0 to 1; dimensions left out keep theirs. */
  readonly priors: Priors;
  readonly priorsBySegment: Readonly<Record<string, Priors>>;
  /** W. */
  readonly priorWeight: number;
  readonly kappa: number;
  readonly cap: number;
  /** Factor of every lambda. */
  readonly lossAversion: number;
  /** The lambda of every dimension; null: as in the base model. */
  readonly lambda: number | null;
  /** Days by class; classes left out keep theirs. */
  readonly halfLifeDays: Readonly<Record<string, number>>;
  /** Factor of a weight, by `class.dimension`. It is never below 0, so good evidence stays good. */
  readonly weights: Readonly<Record<string, number>>;
  /** Factor of a dimension's share of the score, before the shares are scaled to a sum of 1. */
  readonly shares: Readonly<Partial<Record<Dimension, number>>>;
};

export const everyPrior = (about: readonly Dimension[], prior: number): Priors =>
  Object.fromEntries(about.map((dimension) => [dimension, prior]));

export const asInBase = (base: TrustModelDocument): Settings => ({
  priors: {},
  priorsBySegment: {},
  priorWeight: base.priorWeight,
  kappa: base.kappa,
  cap: base.cap,
  lossAversion: 1,
  lambda: null,
  halfLifeDays: {},
  weights: {},
  shares: {},
});

export const weightKey = (className: string, dimension: Dimension): string => `${className}.${dimension}`;

/**
 * Good and bad evidence counted alike, with the same half-life. Loss aversion, a longer memory for good evidence and a cap
 * describe how a customer feels. Whether the next promise is kept depends on how many were kept.
 */
export const plainCounts = (base: TrustModelDocument): Settings => ({
  ...asInBase(base),
  kappa: 0,
  cap: 1,
  lambda: 1,
  halfLifeDays: Object.fromEntries(Object.keys(base.classes).map((name) => [name, COUNTED_HALF_LIFE_DAYS])),
});

/** As the running share has it, the rival to beat. */
const COUNTED_HALF_LIFE_DAYS = 90;

const byDimension = (priorOf: (name: Dimension) => number): TrustModelDocument['priorsBySegment'][string] => ({
  candour: priorOf('candour'),
  reliability: priorOf('reliability'),
  responsiveness: priorOf('responsiveness'),
  care: priorOf('care'),
});

/** The base with these settings. */
export function documentOf(base: TrustModelDocument, settings: Settings): TrustModelDocument {
  const shares = DIMENSIONS.map((name) => base.dimensions[name].omega * (settings.shares[name] ?? 1));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const dimensions = Object.fromEntries(
    DIMENSIONS.map((name, index) => {
      const { prior, lambda } = base.dimensions[name];
      return [
        name,
        {
          prior: settings.priors[name] ?? prior,
          lambda: (settings.lambda ?? lambda) * settings.lossAversion,
          omega: (shares[index] ?? 0) / total,
        },
      ];
    }),
  ) as TrustModelDocument['dimensions'];
  return {
    ...base,
    priorWeight: settings.priorWeight,
    kappa: settings.kappa,
    cap: settings.cap,
    dimensions,
    priorsBySegment: {
      ...base.priorsBySegment,
      ...Object.fromEntries(
        Object.entries(settings.priorsBySegment).map(([segment, priors]) => [
          segment,
          byDimension((name) => priors[name] ?? base.dimensions[name].prior),
        ]),
      ),
    },
    classes: Object.fromEntries(
      Object.entries(base.classes).map(([name, each]) => [
        name,
        {
          ...each,
          halfLifeDays: settings.halfLifeDays[name] ?? each.halfLifeDays,
          weights: Object.fromEntries(
            Object.entries(each.weights).map(([dimension, weight]) => [
              dimension,
              weight * (settings.weights[weightKey(name, dimension as Dimension)] ?? 1),
            ]),
          ),
        },
      ]),
    ),
  };
}
