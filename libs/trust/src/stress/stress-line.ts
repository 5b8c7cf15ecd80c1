import { answersAt, compareText } from '#relationship';
import type { Money } from '#relationship';
import { isWorse } from './band-order.js';
import type { Exposure } from './exposure.js';
import type { Gauge, BandScore } from './gauge.js';
import { type Remedy, remedyOf } from './remedy.js';
import { type Scenario, strainOf } from './scenario.js';

/** The effect of a scenario on one relationship that it concerns. */
export type StressLine = {
  readonly customerId: string;
  /** Who is responsible for it at the moment of the question; null where nobody is. */
  readonly owner: string | null;
  readonly segment: string | null;
  /** Value of the contract; null where it is not stated. */
  readonly value: Money | null;
  /** At the moment of the question. */
  readonly before: BandScore;
  /** When the scenario ends for this relationship, milliseconds since the epoch. */
  readonly until: number;
  /** At `until` by time alone, without the scenario. */
  readonly unstrained: BandScore;
  /** At `until` under the scenario. */
  readonly after: BandScore;
  /** Points from before to after; below 0 where it gains. */
  readonly lost: number;
  /** How many due times the scenario makes pass unmet. */
  readonly lapses: number;
  /** Null where it keeps its band without calls. */
  readonly remedy: Remedy | null;
};

/** The order of lines. */
export const byPointsLost = (a: Place, b: Place): number => b.lost - a.lost || compareText(a.customerId, b.customerId);

type Place = Pick<StressLine, 'lost' | 'customerId'>;

/** @returns null where the scenario does not concern it */
export function lineOf(exposure: Exposure, scenario: Scenario, asOf: number, gauge: Gauge): StressLine | null {
  const strain = strainOf(scenario, exposure, asOf);
  if (strain === null) return null;
  const { until, lapses } = strain;
  const now = gauge.sumsAt(exposure, asOf);
  const then = gauge.aged(now, until - asOf);
  const sums = gauge.withLapses(then, lapses, until);
  const before = gauge.read(now, exposure);
  const unstrained = gauge.read(then, exposure);
  const after = gauge.read(sums, exposure);
  const fell = isWorse(before.band, after.band);
  return {
    customerId: exposure.customerId,
    owner: answersAt(exposure, asOf),
    segment: exposure.segment,
    value: exposure.value,
    before,
    until,
    unstrained,
    after,
    lost: before.score - after.score,
    lapses: lapses.length,
    remedy: fell ? remedyOf({ exposure, strain, asOf, before, after, sums }, gauge) : null,
  };
}
