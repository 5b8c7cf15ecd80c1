import type { TrustModelDocument } from '#trust';
import type { Objective } from './objective.js';
import type { Parameter } from './parameters.js';
import { documentOf, type Settings } from './settings.js';

const MOST_ROUNDS = 3;
/** Each doubling away from the start must raise the objective by so many of its standard errors. */
const PULL = 0.5;

/** A parameter that a fit changed, and the option that it chose. */
export type Change = { readonly parameter: Parameter; readonly option: Parameter['options'][number] };

/**
 * Sets one parameter after another to the option with the best objective, less the cost of leaving the start, until none
 * changes. The grid is coarse, so the order hardly matters and the same data give the same model.
 * @returns the parameters that ended elsewhere than they started, in the order in which they first changed
 */
export function coordinateDescent(
  start: Settings,
  parameters: readonly Parameter[],
  objective: Objective,
  base: TrustModelDocument,
): { readonly settings: Settings; readonly changes: readonly Change[] } {
  const perCost = PULL * objective.standardError;
  const known = new Map<string, number>();
  const valueOf = (settings: Settings): number => {
    const key = JSON.stringify(settings);
    const value = known.get(key) ?? objective.of(documentOf(base, settings)) ?? 0;
    known.set(key, value);
    return value;
  };
  let settings = start;
  let value = valueOf(settings);
  const chosen = new Map<Parameter, Change['option']>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let changed = false;
    for (const parameter of parameters) {
      const costNow = chosen.get(parameter)?.cost ?? 0;
      let best: { option: Change['option'] | null; gain: number; settings: Settings; value: number } = {
        ...{ option: null, gain: 1e-9, settings, value },
      };
      for (const option of parameter.options) {
        const tried = option.apply(settings);
        const triedValue = valueOf(tried);
        const gain = triedValue - value - perCost * (option.cost - costNow);
        if (gain > best.gain) best = { option, gain, settings: tried, value: triedValue };
      }
      if (best.option === null) continue;
      ({ settings, value } = best);
      chosen.set(parameter, best.option);
      changed = true;
    }
    if (!changed) break;
  }
  const changes = Array.from(chosen, ([parameter, option]) => ({ parameter, option }));
  return { settings, changes: changes.filter(({ option }) => option.cost > 0) };
}
