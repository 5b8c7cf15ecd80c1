/** Facts at one instant are ordered by id, so ids rise as the mapping has the contacts. */
export const idOf = (group: number, index: number, rule: number, line: number): string =>
  [String(group).padStart(9, '0'), String(index).padStart(5, '0'), String(rule).padStart(3, '0'), line].join(':');

/** The line that a contact of this id begins in, and the place of its rule in the mapping. */
export function placeOf(id: string): { readonly line: number; readonly rule: number } {
  const [, , rule, line] = id.split(':').map(Number);
  return { line: line ?? 0, rule: rule ?? 0 };
}
