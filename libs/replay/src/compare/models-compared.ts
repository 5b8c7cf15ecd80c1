import { compareText, type Timeline } from '#relationship';
import { assessTimeline, DIMENSIONS, type Assessment, type Dimension, type TrustBand, type TrustModel } from '#trust';

/** The result of one model for a relationship. Points: the score and the prior 0 to 100, the cap signed. */
export type Side = {
  readonly model: string;
  readonly score: number;
  readonly band: TrustBand;
  readonly prior: number;
  readonly cap: number;
};

/** What the entries of one class contribute in total under each model, points; 0 if a model does not know the class. */
export type ClassCompared = {
  readonly class: string;
  readonly a: number;
  readonly b: number;
  /** b - a. */
  readonly shift: number;
};

/** Two models side by side: the shifts of the prior, of every class and of the cap sum to the shift of the score. */
export type ModelsCompared = {
  readonly a: Side;
  readonly b: Side;
  /** b - a, points. */
  readonly shift: number;
  readonly dimensions: readonly { readonly dimension: Dimension; readonly a: number; readonly b: number }[];
  /** Every class that contributes under either model, the largest shift first. */
  readonly classes: readonly ClassCompared[];
};

/** The same, with the intervals, which need the single contacts. */
export type RelationshipCompared = ModelsCompared & {
  readonly intervals: { readonly a: Assessment['interval']; readonly b: Assessment['interval'] };
};

/**
 * Compares one relationship under two models: the evidence is the same, its weights differ.
 * @param timeline facts none of which lies after `asOf` @param asOf milliseconds since the epoch
 * @returns null if the relationship was not open yet
 */
export function compareModels(
  timeline: Timeline,
  asOf: number,
  a: TrustModel,
  b: TrustModel,
): RelationshipCompared | null {
  const [one, other] = [assessTimeline(timeline, asOf, a), assessTimeline(timeline, asOf, b)];
  if (one === null || other === null) return null;
  return {
    ...compared(sideOf(one, a), sideOf(other, b), classPoints(one), classPoints(other)),
    intervals: { a: one.interval, b: other.interval },
  };
}

type SideInFull = Side & { readonly dimensions: readonly number[] };

const withoutDimensions = ({ model, score, band, prior, cap }: SideInFull): Side => ({
  model,
  score,
  band,
  prior,
  cap,
});

/** @param pointsA points by class; a class left out contributes nothing */
export function compared(
  a: SideInFull,
  b: SideInFull,
  pointsA: ReadonlyMap<string, number>,
  pointsB: ReadonlyMap<string, number>,
): ModelsCompared {
  const classes = [...new Set([...pointsA.keys(), ...pointsB.keys()])].map((name): ClassCompared => {
    const [inA, inB] = [pointsA.get(name) ?? 0, pointsB.get(name) ?? 0];
    return { class: name, a: inA, b: inB, shift: inB - inA };
  });
  classes.sort((x, y) => Math.abs(y.shift) - Math.abs(x.shift) || compareText(x.class, y.class));
  return {
    a: withoutDimensions(a),
    b: withoutDimensions(b),
    shift: b.score - a.score,
    dimensions: DIMENSIONS.map((dimension, d) => ({ dimension, a: a.dimensions[d] ?? 0, b: b.dimensions[d] ?? 0 })),
    classes,
  };
}

const sideOf = ({ score, band, prior, cap, dimensions }: Assessment, { id }: TrustModel): SideInFull => ({
  ...{ model: id, score, band, prior, cap },
  dimensions: dimensions.map((each) => each.score),
});

function classPoints({ contributions }: Assessment): Map<string, number> {
  const points = new Map<string, number>();
  for (const { entry, points: own } of contributions) points.set(entry.class, (points.get(entry.class) ?? 0) + own);
  return points;
}
