import { mean, quantileSorted, sampleRankCorrelation } from 'simple-statistics';
import { pointsByClass, readSums, type TrustModel } from '#trust';
import { compareText } from '#relationship';
import type { EvidenceColumns } from '../columns/evidence-columns.js';
import { Growing } from '../columns/growing.js';
import { readColumnsTwice, type WeighedSums } from '../weighing/read-columns.js';
import { weighColumns } from '../weighing/weigh-columns.js';
import {
  emptyMatrix,
  SHARES,
  type PortfolioCompared,
  type Mover,
  type ShiftDistribution,
} from './portfolio-compared.js';
import { compared } from './models-compared.js';
import { pictureCounts } from './picture-counts.js';

/** Compares two models over a portfolio that comes in parts. Keeps two numbers for each relationship, and the largest movers. */
export class PortfolioComparison {
  private readonly scoresA = new Growing(Float64Array);
  private readonly scoresB = new Growing(Float64Array);
  private readonly bands = emptyMatrix();
  private readonly byReason = new Map<string, { shift: number; size: number }>();
  private movers: Mover[] = [];

  /** @param most how many movers are kept */
  constructor(
    private readonly a: TrustModel,
    private readonly b: TrustModel,
    private readonly asOf: number,
    private readonly most: number,
  ) {}

  add(columns: EvidenceColumns): void {
    const [one, other] = [weighColumns(columns, this.a), weighColumns(columns, this.b)];
    readColumnsTwice(one, other, this.asOf, (inA, inB) => this.addOne(inA, inB));
  }

  result(): PortfolioCompared {
    const [scoresA, scoresB] = [this.scoresA.done(), this.scoresB.done()];
    const shifts = scoresB.map((score, index) => score - (scoresA[index] ?? 0)).sort();
    const count = shifts.length;
    return {
      a: this.a.id,
      b: this.b.id,
      asOf: this.asOf,
      relationships: count,
      shifts: count === 0 ? null : distributionOf(shifts),
      bands: this.bands,
      crossed: this.crossed,
      rankCorrelation: correlationOf(scoresA, scoresB),
      reasons: [...this.byReason]
        .map(([reason, { shift, size }]) => ({ reason, meanShift: shift / count, meanSize: size / count }))
        .sort((x, y) => y.meanSize - x.meanSize || compareText(x.reason, y.reason)),
      movers: this.largest(),
      picture: pictureCounts(scoresA, scoresB, shifts),
    };
  }

  private addOne(inA: WeighedSums, inB: WeighedSums): void {
    const [a, b] = [readSums(inA.sums, this.a, inA.prior), readSums(inB.sums, this.b, inB.prior)];
    this.scoresA.push(a.score);
    this.scoresB.push(b.score);
    this.bands[a.band][b.band] += 1;
    const [pointsA, pointsB] = [namedPoints(inA, this.a), namedPoints(inB, this.b)];
    const both = compared({ model: this.a.id, ...a }, { model: this.b.id, ...b }, pointsA, pointsB);
    for (const each of both.classes) this.addReason(each.class, each.shift);
    this.addReason('prior', b.prior - a.prior);
    this.addReason('cap', b.cap - a.cap);
    if (both.shift === 0) return;
    const { customerId, segment, owner } = inA;
    this.movers.push({ customerId, segment, owner, ...both });
    if (this.movers.length > 1000 + 2 * this.most) this.movers = this.largest();
  }

  private addReason(reason: string, shift: number): void {
    if (shift === 0) return;
    const sum = this.byReason.get(reason) ?? { shift: 0, size: 0 };
    this.byReason.set(reason, { shift: sum.shift + shift, size: sum.size + Math.abs(shift) });
  }

  private largest(): Mover[] {
    return this.movers
      .sort((x, y) => Math.abs(y.shift) - Math.abs(x.shift) || compareText(x.customerId, y.customerId))
      .slice(0, this.most);
  }

  private get crossed(): number {
    let crossed = 0;
    for (const [from, row] of Object.entries(this.bands))
      for (const [to, count] of Object.entries(row)) if (from !== to) crossed += count;
    return crossed;
  }
}

function namedPoints({ sums, prior }: WeighedSums, model: TrustModel): Map<string, number> {
  const points = pointsByClass(sums, model, prior);
  const named = new Map<string, number>();
  for (const { name, index } of model.classes.values()) if (points[index] !== 0) named.set(name, points[index] ?? 0);
  return named;
}

/** @param shifts ascending, at least one */
function distributionOf(shifts: Float64Array): ShiftDistribution {
  const sorted = [...shifts];
  return {
    mean: mean(sorted),
    meanSize: mean(sorted.map(Math.abs)),
    quantiles: SHARES.map((share) => ({ share, points: quantileSorted(sorted, share) })),
  };
}

function correlationOf(a: Float64Array, b: Float64Array): number | null {
  if (a.length < 2) return null;
  const correlation = sampleRankCorrelation([...a], [...b]);
  return Number.isNaN(correlation) ? null : correlation;
}
