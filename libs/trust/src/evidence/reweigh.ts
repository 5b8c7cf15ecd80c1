import type { EvidenceEntry } from '#relationship';
import { runsOf, weighEach, type Weighed } from './weigh.js';

/**
 * Evidence after a change, weighed from what was weighed before it: equal to `weigh` to the last bit, but only what changed
 * and the classes of it are weighed anew.
 * @param before weighed from `from`
 * @param to in the order of compareEntries; what did not change are the same objects as in `from`
 */
export function reweigh(before: Weighed, from: readonly EvidenceEntry[], to: readonly EvidenceEntry[]): Weighed {
  const { model, entries } = before;
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  const lost = weighEach(from.slice(head, from.length - tail), model);
  const gained = weighEach(to.slice(head, to.length - tail), model);
  if (lost.length === 0 && gained.length === 0) return before;
  const begin = weighableIn(from, head, before);
  const now = [...entries.slice(0, begin), ...gained, ...entries.slice(begin + lost.length)];
  const touched = new Set([...lost, ...gained].map((each) => each.class));
  const runs = [
    ...before.runs.filter((run) => !touched.has(run.class)),
    ...runsOf(now, (evidenceClass) => touched.has(evidenceClass)),
  ];
  return { model, entries: now, runs: runs.sort((a, b) => a.class.index - b.class.index) };
}

/** How many of the first entries have a class that the model knows. */
function weighableIn(entries: readonly EvidenceEntry[], count: number, { model, entries: weighed }: Weighed): number {
  if (weighed.length === entries.length) return count;
  let known = 0;
  for (let index = 0; index < count; index += 1) if (model.classes.has(entries[index]?.class ?? '')) known += 1;
  return known;
}
