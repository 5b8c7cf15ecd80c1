import { quoted, type Severity } from '#relationship';
import type { CsvRecord } from '../files/csv-records.js';
import { badRow, type BadRow } from '../files/row.js';
import type { IncidentColumns } from './columns.js';
import { instantOf } from './instant.js';

const STATES = [
  'New',
  'Active',
  'Awaiting User Info',
  'Awaiting Vendor',
  'Awaiting Problem',
  'Awaiting Evidence',
  'Resolved',
  'Closed',
] as const;
export type IncidentState = (typeof STATES)[number];

/** One row of the log: one state of an incident. Times are milliseconds since the epoch. */
export type IncidentRow = {
  readonly line: number;
  readonly number: string;
  readonly state: IncidentState;
  /** The number of handovers so far. */
  readonly reassigned: number;
  /** The number of reopenings so far. */
  readonly reopened: number;
  /** The number of changes so far. */
  readonly modified: number;
  /** Whether the target was kept; only the Closed row is reliable. */
  readonly madeSla: boolean;
  readonly caller: string;
  readonly openedAt: number;
  readonly updatedAt: number;
  readonly channel: 'PHONE' | 'EMAIL' | 'PORTAL' | null;
  readonly severity: Severity;
  /** Null if the log does not say; the same for the fields below. */
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly item: string | null;
  readonly group: string | null;
};

const CHANNELS: Readonly<Record<string, IncidentRow['channel']>> = {
  Phone: 'PHONE',
  Email: 'EMAIL',
  'Self service': 'PORTAL',
};
const SEVERITIES: Readonly<Record<string, Severity>> = { '1': 'MAJOR', '2': 'MAJOR', '3': 'NORMAL', '4': 'MINOR' };
const REFERENCE = /^[\w.-]{1,40}$/;
const COUNT = /^\d{1,9}$/;

/** @param now milliseconds since the epoch; a row with a later time is bad */
export function incidentRow({ line, cells }: CsvRecord, columns: IncidentColumns, now: number): IncidentRow | BadRow {
  if (cells.length !== columns.count)
    return badRow(line, `${cells.length} columns where the header has ${columns.count}`);
  const raw = (name: Exclude<keyof IncidentColumns, 'count'>) => cells[columns[name]] ?? '';
  const wrong = (column: string, value: string, wanted: string) =>
    badRow(line, `${column} is ${quoted(value)}: ${wanted}`);

  const number = raw('number');
  if (!REFERENCE.test(number)) return wrong('number', number, 'use letters, digits, dots and dashes');
  const caller = unlabelled(raw('caller'));
  if (caller === '?') return badRow(line, `the caller of ${number} is unknown`);
  if (!REFERENCE.test(caller)) return wrong('caller_id', caller, 'use letters, digits, dots and dashes');
  const state = STATES.find((each) => each === raw('state'));
  if (state === undefined) return wrong('the state', raw('state'), `one of ${STATES.join(', ')} is wanted`);
  for (const [name, column] of COUNTS)
    if (!COUNT.test(raw(name))) return wrong(column, raw(name), 'a whole number is wanted');
  const madeSla = raw('madeSla').toLowerCase();
  if (madeSla !== 'true' && madeSla !== 'false') return wrong('made_sla', madeSla, 'true or false is wanted');
  const severity = SEVERITIES[raw('priority').replace(/ - .*$/, '')];
  if (severity === undefined) return wrong('priority', raw('priority'), '1 to 4 is wanted');
  const openedAt = instantOf(raw('openedAt'));
  if (openedAt === null) return wrong('opened_at', raw('openedAt'), 'a time such as 29/2/2016 01:16 is wanted');
  const updatedAt = instantOf(raw('updatedAt'));
  if (updatedAt === null) return wrong('sys_updated_at', raw('updatedAt'), 'a time such as 29/2/2016 01:16 is wanted');
  if (Math.max(openedAt, updatedAt) > now) return badRow(line, 'it is dated in the future');
  return {
    line,
    number,
    state,
    reassigned: Number(raw('reassigned')),
    reopened: Number(raw('reopened')),
    modified: Number(raw('modified')),
    madeSla: madeSla === 'true',
    caller,
    openedAt,
    updatedAt,
    channel: CHANNELS[raw('channel')] ?? null,
    severity,
    category: known(raw('category')),
    subcategory: known(raw('subcategory')),
    item: known(raw('item')),
    group: known(raw('group')),
  };
}

const COUNTS = [
  ['reassigned', 'reassignment_count'],
  ['reopened', 'reopen_count'],
  ['modified', 'sys_mod_count'],
] as const;

/** The log as first published labels its references: "Caller 2403" is caller 2403. */
const unlabelled = (value: string): string => value.replace(/^[A-Za-z]+ +(?=\d+$)/, '');

function known(value: string): string | null {
  const bare = unlabelled(value).trim();
  return bare === '' || bare === '?' ? null : bare;
}
