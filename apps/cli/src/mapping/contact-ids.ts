/** Facts at one instant are ordered by id, so ids rise as the mapping has the contacts. */
export const idOf = (group: number, index: number, rule: number, row: number): string =>
  [String(group).padStart(9, '0'), String(index).padStart(5, '0'), String(rule).padStart(3, '0'), row].join(':');

/** The row that a contact of this id stands in. */
export const rowOf = (id: string): number => Number(id.split(':')[3]);
