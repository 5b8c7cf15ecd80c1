import { mean } from '../statistics/calibration.js';
import { aucOf } from '../statistics/ranking.js';
import { GAMING, type Gaming } from './gaming.js';

/** What recorders would gain by one kind of gaming, on the same questions. */
export type GamingGain = {
  readonly gaming: Gaming;
  readonly says: string;
  readonly customers: number;
  readonly predictions: number;
  /** Points by which the score would be higher, over all predictions. */
  readonly meanPoints: number;
  readonly mostPoints: number;
  readonly aucHonest: number | null;
  /** If every recorder did it. */
  readonly aucGamed: number | null;
};

/** The risk of the headline for one question, points: as recorded, and under each kind of gaming. */
export type GamedPrediction = {
  readonly customerId: string;
  readonly askedAt: number;
  readonly bad: boolean;
  readonly honest: number;
  readonly gamed: Readonly<Record<Gaming, number>>;
};

export function gamingGains(predictions: readonly GamedPrediction[]): GamingGain[] {
  if (predictions.length === 0) return [];
  const bad = predictions.map((prediction) => prediction.bad);
  const honest = predictions.map((prediction) => prediction.honest);
  return (Object.keys(GAMING) as Gaming[]).map((gaming) => {
    const risks = predictions.map(({ gamed }) => gamed[gaming]);
    const gains = risks.map((risk, index) => (honest[index] ?? 0) - risk);
    return {
      gaming,
      says: GAMING[gaming],
      customers: new Set(predictions.map(({ customerId }) => customerId)).size,
      predictions: predictions.length,
      meanPoints: mean(gains),
      mostPoints: gains.reduce((most, gain) => Math.max(most, gain), 0),
      aucHonest: aucOf(honest, bad),
      aucGamed: aucOf(risks, bad),
    };
  });
}
