import type { TrustModelDocument } from '#trust';
import type { Knob } from './knobs.js';
import type { Objective } from './objective.js';
import { documentOf, type Settings } from './settings.js';

const MOST_ROUNDS = 3;
/** Standard errors of the objective that each doubling away from where it starts must earn. */
const PULL = 0.5;

export type Descended = {
  readonly settings: Settings;
  /** The knobs that ended up elsewhere than they started, and where. */
  readonly turned: readonly { readonly name: string; readonly says: string }[];
};

/**
 * Turns one knob after another to where the objective, less the cost of straying, is best, until none moves. With a grid
 * so coarse the order hardly matters, nothing needs a derivative, and the same data give the same model.
 */
export function descend(
  start: Settings,
  knobs: readonly Knob[],
  objective: Objective,
  base: TrustModelDocument,
): Descended {
  const perCost = PULL * objective.standardError;
  const known = new Map<string, number>();
  const valueOf = (settings: Settings): number => {
    const document = documentOf(base, settings);
    const key = JSON.stringify(settings);
    const value = known.get(key) ?? objective.of(document) ?? 0;
    known.set(key, value);
    return value;
  };
  let settings = start;
  const places = new Map<Knob, number>();
  const costAt = (knob: Knob, place: number | undefined) =>
    place === undefined ? 0 : (knob.options[place]?.cost ?? 0);
  let value = valueOf(settings);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let moved = false;
    for (const knob of knobs) {
      const costNow = costAt(knob, places.get(knob));
      let best = { place: -1, gain: 1e-9, settings, value };
      for (const [place, option] of knob.options.entries()) {
        const turned = option.turn(settings);
        const tried = valueOf(turned);
        const gain = tried - value - perCost * (option.cost - costNow);
        if (gain > best.gain) best = { place, gain, settings: turned, value: tried };
      }
      if (best.place < 0) continue;
      ({ settings, value } = best);
      places.set(knob, best.place);
      moved = true;
    }
    if (!moved) break;
  }
  const turned = [...places].flatMap(([{ name, options }, place]) => {
    const { says = '', cost = 0 } = options[place] ?? {};
    return cost > 0 ? [{ name, says }] : [];
  });
  return { settings, turned };
}
