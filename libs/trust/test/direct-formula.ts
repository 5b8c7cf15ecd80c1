import type { EvidenceEntry } from '#relationship';
import { type Dimension, DIMENSIONS, type TrustModel } from '../src/index.js';

/** The score by the formula on the model's page, entry by entry, without optimisation. */
export function directScore(entries: readonly EvidenceEntry[], asOf: number, { document }: TrustModel, prior?: number) {
  const counting = entries.filter(({ at, lapse }) => at < asOf || (at === asOf && !lapse));
  const sumOf = (name: string) =>
    counting
      .filter((entry) => entry.class === name)
      .reduce((sum, entry) => sum + directMagnitude(entry, document) * halved(asOf - entry.at, name), 0);
  const halved = (age: number, name: string) =>
    2 ** (-age / 86_400_000 / (document.classes[name]?.halfLifeDays ?? NaN));
  const sums = Object.keys(document.classes).map((name) => [name, sumOf(name)] as const);
  const expected = DIMENSIONS.map((dimension) => {
    const { prior: own, lambda } = document.dimensions[dimension];
    const { r, s } = evidenceFor(dimension, sums, document);
    return (
      (r + document.priorWeight * (prior === undefined ? own : prior / 100)) / (r + lambda * s + document.priorWeight)
    );
  });
  const uncertainty = DIMENSIONS.reduce((total, dimension) => {
    const { r, s } = evidenceFor(dimension, sums, document);
    return total + (document.dimensions[dimension].omega * document.priorWeight) / (r + s + document.priorWeight);
  }, 0);
  const mean = DIMENSIONS.reduce(
    (sum, dimension, d) => sum + document.dimensions[dimension].omega * (expected[d] ?? NaN),
    0,
  );
  return { score: 100 * Math.min(mean, Math.min(...expected) + document.cap), mean, uncertainty };
}

type Document = TrustModel['document'];

function evidenceFor(dimension: Dimension, sums: readonly (readonly [string, number])[], { classes, kappa }: Document) {
  let [r, s] = [0, 0];
  for (const [name, sum] of sums) {
    const weight = classes[name]?.weights[dimension] ?? 0;
    const k = classes[name]?.saturatesAt ?? null;
    if (weight > 0) r += weight * (k === null ? sum : k * (1 - Math.exp(-sum / k)));
    else s -= weight * (sum + kappa * Math.max(0, sum - 1));
  }
  return { r, s };
}

function directMagnitude(entry: EvidenceEntry, { classes, severity, selfReported, recovery }: Document): number {
  const { weights, recovers } = classes[entry.class] ?? { weights: {}, recovers: false };
  const negative = Object.values(weights).some((weight) => weight < 0);
  let m = severity[entry.severity];
  if (entry.selfReported && !negative) m *= selfReported;
  if (entry.inform) m *= 2 ** (-entry.inform.tookMs / entry.inform.noticeMs);
  if (recovery && entry.recovery && negative && recovers) {
    let q = 0;
    for (const [flag, on] of Object.entries(entry.recovery)) if (on) q += recovery[flag as keyof typeof recovery];
    m *= 1 - Math.min(recovery.max, q);
  }
  return m;
}
