/** What is found if only a share of the predictions can be looked after, those of the highest risk. */
export type AtCapacity = {
  /** Share of the predictions that can be looked after, 0 to 1. */
  readonly capacity: number;
  readonly lookedAfter: number;
  /** Bad outcomes among those looked after. An expectation where equal risks lie on both sides of the limit. */
  readonly found: number;
  /** Share of those looked after that turn out bad. */
  readonly precision: number;
  /** Share of all bad outcomes that are among them; null where there are no bad outcomes. */
  readonly recall: number | null;
  /** How many times more bad outcomes than in a random choice of the same size; null where there are none. */
  readonly lift: number | null;
};

/** @param capacity share of the predictions, above 0 to 1 */
export function atCapacity(risk: readonly number[], bad: readonly boolean[], capacity: number): AtCapacity {
  const places = Math.max(1, Math.round(capacity * risk.length));
  const order = risk.map((_, index) => index).sort((a, b) => (risk[b] ?? 0) - (risk[a] ?? 0) || a - b);
  const limit = risk[order[Math.min(places, order.length) - 1] ?? 0] ?? 0;
  let [above, foundAbove, tied, foundTied, all] = [0, 0, 0, 0, 0];
  risk.forEach((each, index) => {
    const isBad = bad[index] ? 1 : 0;
    all += isBad;
    if (each > limit) {
      above += 1;
      foundAbove += isBad;
    } else if (each === limit) {
      tied += 1;
      foundTied += isBad;
    }
  });
  const lookedAfter = Math.min(places, risk.length);
  // Of the predictions whose risk is the limit itself, a random choice fills the places that are left.
  const found = foundAbove + (tied === 0 ? 0 : (foundTied * (lookedAfter - above)) / tied);
  const precision = lookedAfter === 0 ? 0 : found / lookedAfter;
  return {
    capacity,
    lookedAfter,
    found,
    precision,
    recall: all === 0 ? null : found / all,
    lift: all === 0 ? null : precision / (all / risk.length),
  };
}
