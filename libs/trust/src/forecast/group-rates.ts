import { gammaln } from 'simple-statistics';
import type { Counts } from './outcomes-by-week.js';

/** As how many outcomes the overall share may count in each group; the last stands for groups that do not differ. */
const CONCENTRATIONS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, Infinity];

/**
 * The share of good outcomes of each group, shrunk to the overall share: (good + M mean) / (all + M). M is the one under which
 * the outcomes of all groups are most likely, where the shares of groups follow a Beta distribution with that mean. Groups that
 * hardly differ are shrunk much, groups that differ little.
 * @param groups outcomes by group, which may be decayed sums @param mean the overall share, above 0 and below 1
 */
export function groupRates(groups: ReadonlyMap<string, Counts>, mean: number): ReadonlyMap<string, number> {
  const counts = [...groups.values()];
  let best = { concentration: Infinity, likelihood: -Infinity };
  for (const concentration of CONCENTRATIONS) {
    const likelihood = counts.reduce((sum, each) => sum + logLikelihood(each, mean, concentration), 0);
    if (likelihood >= best.likelihood) best = { concentration, likelihood };
  }
  const { concentration } = best;
  return new Map(
    Array.from(groups, ([group, { good, all }]) => [
      group,
      concentration === Infinity ? mean : (good + concentration * mean) / (all + concentration),
    ]),
  );
}

/** Of a beta-binomial distribution, without the binomial coefficient, which is the same for every concentration. */
function logLikelihood({ good, all }: Counts, mean: number, concentration: number): number {
  const bad = all - good;
  if (concentration === Infinity) return good * Math.log(mean) + bad * Math.log(1 - mean);
  const [a, b] = [concentration * mean, concentration * (1 - mean)];
  return logBeta(a + good, b + bad) - logBeta(a, b);
}

const logBeta = (a: number, b: number): number => gammaln(a) + gammaln(b) - gammaln(a + b);
