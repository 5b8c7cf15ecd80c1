import { ChoicesDocument } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import type { Counted } from '../look/choice.js';

/** Owners and segments, for choosing, with how many relationships each has. */
export function useChoices(): { readonly owners: readonly Counted[]; readonly segments: readonly Counted[] } {
  const { data } = useAnswer(ChoicesDocument, {});
  const { byOwner = [], bySegment = [] } = data?.relationshipCounts ?? {};
  return {
    owners: named(byOwner.map(({ owner, count }) => ({ id: owner, count }))),
    segments: named(bySegment.map(({ segment, count }) => ({ id: segment, count }))),
  };
}

type MaybeNamed = { readonly id: string | null; readonly count: number };

/** By name; what has none cannot be chosen. */
export const named = (all: readonly MaybeNamed[]): readonly Counted[] =>
  all.filter((each): each is Counted => each.id !== null).toSorted((a, b) => a.id.localeCompare(b.id));
