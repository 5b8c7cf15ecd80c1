import { countsFrom, type Weighed } from '../evidence/weigh.js';
import { runOf, sumAt } from '../evidence/run.js';
import type { TrustModel } from '../model/model.js';

/**
 * What is kept of a relationship so that its score can be read at any later time without its history: for every class
 * its decayed sum, and what is still to come, as [milliseconds since the epoch, 1 for a lapse, magnitude].
 */
export type Holding = {
  readonly model: string;
  /** The earliest time it can be read at. */
  readonly asOf: number;
  readonly byClass: Readonly<Record<string, readonly (readonly [number, 0 | 1, number])[]>>;
};

export function holdingOf(weighed: Weighed, asOf: number): Holding {
  const byClass: Record<string, (readonly [number, 0 | 1, number])[]> = {};
  for (const run of weighed.runs) {
    const sum = sumAt(run, asOf);
    byClass[run.class.name] = sum === 0 ? [] : [[asOf, 0, sum]];
  }
  for (const { entry, class: evidenceClass, magnitude } of weighed.entries)
    if (countsFrom(entry) > asOf) byClass[evidenceClass.name]?.push([entry.at, entry.lapse ? 1 : 0, magnitude]);
  return { model: weighed.model.id, asOf, byClass };
}

/**
 * Evidence as it was held, to be read at or after the time of the holding; the single contacts are no longer in it.
 * @throws RangeError when it is another model's
 */
export function weighedFrom(holding: Holding, model: TrustModel): Weighed {
  if (holding.model !== model.id) throw new RangeError(`${holding.model} was held, not ${model.id}`);
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
