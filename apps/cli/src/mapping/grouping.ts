import type { Condition } from './expressions.js';
import { listAt, only, orElse, textAt, within } from './mapping-invalid.js';
import { conditionAt } from './read-expressions.js';

/** Which rows are one matter. */
export type Grouping = {
  /** The columns whose values make rows one group; none: every row stands alone. */
  readonly by: readonly string[];
  /** Columns by whose numbers the rows of a group are ordered; then by their place in the file. */
  readonly orderBy: readonly string[];
  /** The last such row is the group's last one; null: its last row is. */
  readonly endsAt: Condition | null;
};

/** @throws MappingInvalid */
export function groupAt(raw: unknown, path: string): Grouping {
  if (raw === undefined) return { by: [], orderBy: [], endsAt: null };
  const json = only(raw, ['by', 'orderBy', 'endsAt'], path);
  return {
    by: listAt(json.by, within(path, 'by'), textAt),
    orderBy: orElse<readonly string[]>(
      json.orderBy,
      within(path, 'orderBy'),
      (value, at) => listAt(value, at, textAt),
      [],
    ),
    endsAt: orElse<Condition | null>(json.endsAt, within(path, 'endsAt'), conditionAt, null),
  };
}
