import { mean } from '../statistics/calibration.js';
import { aucOf } from '../statistics/ranking.js';
import { CHOICES, type Choice } from './choices.js';

/** What a recorder would gain by choosing what to record, on the very same questions. */
export type ChoiceGain = {
  readonly choice: Choice;
  readonly says: string;
  readonly customers: number;
  readonly predictions: number;
  /** Points by which the score would be higher, over all predictions. */
  readonly meanPoints: number;
  readonly mostPoints: number;
  readonly aucHonest: number | null;
  /** If every recorder did so. */
  readonly aucChosen: number | null;
};

/** Risks of the headline, points, as recorded and as chosen; one a question. */
export type ChosenReading = {
  readonly customerId: string;
  readonly askedAt: number;
  readonly bad: boolean;
  readonly honest: number;
  readonly chosen: Readonly<Record<Choice, number>>;
};

export function choiceGains(readings: readonly ChosenReading[]): ChoiceGain[] {
  if (readings.length === 0) return [];
  const bad = readings.map((reading) => reading.bad);
  const honest = readings.map((reading) => reading.honest);
  return (Object.keys(CHOICES) as Choice[]).map((choice) => {
    const risks = readings.map(({ chosen }) => chosen[choice]);
    const gains = risks.map((risk, index) => (honest[index] ?? 0) - risk);
    return {
      choice,
      says: CHOICES[choice],
      customers: new Set(readings.map(({ customerId }) => customerId)).size,
      predictions: readings.length,
      meanPoints: mean(gains),
      mostPoints: gains.reduce((most, gain) => Math.max(most, gain), 0),
      aucHonest: aucOf(honest, bad),
      aucChosen: aucOf(risks, bad),
    };
  });
}
