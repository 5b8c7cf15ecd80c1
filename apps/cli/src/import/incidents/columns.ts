import { UnreadableFile } from '../files/unreadable-file.js';

/** The column names of each value. The log as first published has other names for two of them. */
const COLUMNS = {
  number: ['number'],
  state: ['ident_state', 'incident_state'],
  reassigned: ['reassignment_count'],
  reopened: ['reopen_count'],
  modified: ['sys_mod_count'],
  madeSla: ['made_sla'],
  caller: ['caller_id'],
  openedAt: ['opened_at'],
  updatedAt: ['sys_updated_at'],
  channel: ['contact_type'],
  category: ['category'],
  // The second of two columns that are both named category.
  subcategory: ['subcategory', 'category'],
  item: ['cmdb_ci'],
  priority: ['priority'],
  group: ['assignment_group'],
} as const;

export type IncidentColumns = Readonly<Record<keyof typeof COLUMNS, number>> & {
  /** The number of cells of every row. */
  readonly count: number;
};

/** @throws UnreadableFile a column is missing */
export function columnsOf(header: readonly string[]): IncidentColumns {
  const names = header.map((name) => name.trim().toLowerCase());
  const places = Object.entries(COLUMNS).map(([key, titles]) => {
    const place = Math.max(
      ...titles.map((title) => (key === 'category' ? names.indexOf(title) : names.lastIndexOf(title))),
    );
    if (place < 0) throw new UnreadableFile(`this is not an incident log: its first line has no column ${titles[0]}`);
    return [key, place];
  });
  return { ...(Object.fromEntries(places) as IncidentColumns), count: names.length };
}
