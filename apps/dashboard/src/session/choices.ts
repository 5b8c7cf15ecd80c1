import { ChoicesDocument } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';

/**
 * Owners and segments, for choosing. The API has no list of them, so they are those of the first 200 relationships; in a larger
 * book others can be typed.
 */
export function useChoices(): { readonly owners: readonly string[]; readonly segments: readonly string[] } {
  const { data } = useAnswer(ChoicesDocument, {});
  const nodes = (data?.relationships.edges ?? []).map(({ node }) => node);
  return {
    owners: distinct(nodes.flatMap(({ owner, cover }) => [owner, cover?.owner ?? null])),
    segments: distinct(nodes.map(({ segment }) => segment)),
  };
}

const distinct = (texts: readonly (string | null)[]): readonly string[] =>
  [...new Set(texts.filter((text) => text !== null))].sort((a, b) => a.localeCompare(b));
