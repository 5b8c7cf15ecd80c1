import { toCome, type Weighed } from '../evidence/weigh.js';
import { runOf, sumAt } from '../evidence/run.js';
import type { TrustModel } from '../model/model.js';

/**
 * A snapshot of a relationship from which its score can be computed at any later time without its history: for every class
 * its decayed sum and its future entries, as [milliseconds since the epoch, 1 for a lapse, magnitude].
 */
export type Holding = {
  readonly model: string;
  /** The earliest time for which it can be used, milliseconds since the epoch. */
  readonly asOf: number;
  readonly byClass: Readonly<Record<string, readonly (readonly [number, 0 | 1, number])[]>>;
};

export function holdingOf(weighed: Weighed, asOf: number): Holding {
  const byClass: Record<string, (readonly [number, 0 | 1, number])[]> = {};
  for (const run of weighed.runs) {
    const sum = sumAt(run, asOf);
    byClass[run.class.name] = sum === 0 ? [] : [[asOf, 0, sum]];
  }
  for (const { entry, class: evidenceClass, magnitude } of toCome(weighed, asOf))
    byClass[evidenceClass.name]?.push([entry.at, entry.lapse ? 1 : 0, magnitude]);
  return { model: weighed.model.id, asOf, byClass };
}

/**
 * The weighed evidence of a holding, for times at or after that of the holding. It has no single contacts.
 * @throws RangeError when the holding is of another model
 */
export function weighedFrom(holding: Holding, model: TrustModel): Weighed {
  if (holding.model !== model.id) throw new RangeError(`the holding is of model ${holding.model}, not of ${model.id}`);
  const runs = [...model.classes.values()].flatMap((each) => {
    const held = holding.byClass[each.name] ?? [];
    return held.length === 0
      ? []
      : [
          runOf(
            each,
            held.map(([at, lapse, magnitude]) => ({ at, lapse: lapse === 1, magnitude })),
          ),
        ];
  });
  return { model, entries: [], runs };
}
