/** Two views of the same thing, point by point. */
export type ViewsCompared = {
  readonly onlyWeSaw: readonly string[];
  readonly onlyTheySaw: readonly string[];
  readonly bothSaw: readonly string[];
};

/**
 * Compares both views of a retrospective. A point is a line or a sentence. Two points are the same where their words are
 * the same; case, punctuation and the order of the points do not matter.
 */
export function compareViews(providerView: string | undefined, customerView: string | undefined): ViewsCompared {
  const ours = pointsOf(providerView);
  const theirs = pointsOf(customerView);
  const both = [...ours].filter(([key]) => theirs.has(key)).map(([, point]) => point);
  return {
    onlyWeSaw: [...ours].filter(([key]) => !theirs.has(key)).map(([, point]) => point),
    onlyTheySaw: [...theirs].filter(([key]) => !ours.has(key)).map(([, point]) => point),
    bothSaw: both,
  };
}

/** Points by the key that equal points share. */
function pointsOf(view: string | undefined): ReadonlyMap<string, string> {
  const points = (view ?? '')
    .split(/[\r\n;]+|(?<=[.!?])\s+/u)
    .map((point) => point.replace(/^[\s\-*\u2022]+/u, '').trim());
  return new Map(points.filter((point) => point !== '').map((point) => [sameness(point), point]));
}

const sameness = (point: string): string =>
  point
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
