import { CATALOG, definitionOf } from '#relationship';
import { PERIODS, type Period } from '#validation';
import type { Condition, Facts, Time, Value } from './expressions.js';
import { conditionAt, factsAt, timeAt, valueAt } from './read-expressions.js';
import { listAt, MappingInvalid, numberAt, oneOf, only, orElse, textAt, within, flagAt } from './mapping-invalid.js';
import { questionAt, type Question } from './question.js';
import type { TableForm } from './table.js';
import { checkTimes, type TimeForm } from './times.js';

/** A contact that a row may say took place. */
export type ContactRule = {
  readonly type: string;
  /** Null: every row says so. */
  readonly when: Condition | null;
  readonly at: Time;
  /** When it became known; null: when it took place. */
  readonly recordedAt: Time | null;
  readonly facts: Facts;
};

/** How predictions are judged unless the command line says otherwise. */
export type Judging = { readonly warmUpShare: number; readonly minimumHistory: number; readonly within: Period };

/** How a table is read as contacts with customers, and what is to be predicted from them. */
export type Mapping = {
  readonly name: string;
  /** What is predicted, in words. */
  readonly predicts: string;
  /** The file's usual name; null where it has none. */
  readonly file: string | null;
  readonly table: TableForm;
  readonly times: TimeForm;
  readonly leaveOut: Condition | null;
  readonly group: {
    readonly by: readonly string[];
    /** Columns by whose numbers the rows of a group are ordered; then by their place in the file. */
    readonly orderBy: readonly string[];
    /** The last such row is the group's last one; null: its last row is. */
    readonly endsAt: Condition | null;
  };
  readonly customer: Value;
  readonly segment: Value | null;
  readonly recorder: Value | null;
  readonly contacts: readonly ContactRule[];
  readonly question: Question;
  readonly judging: Judging;
  /** Known when a promise is made: what cheap rivals may go by. */
  readonly sideFacts: Facts;
  /** Numbers that the answer brings. */
  readonly answerValues: Facts;
};

const NAMES = [
  '$schema',
  'name',
  'predicts',
  'file',
  'source',
  'table',
  'times',
  'leaveOut',
  'group',
  'customer',
  'segment',
  'recorder',
  'contacts',
  'question',
  'judging',
  'rivals',
];

/** @throws MappingInvalid at the first field that is missing, unknown or wrong */
export function mappingFrom(raw: unknown): Mapping {
  const json = only(raw, NAMES, '');
  const rivals = only(json.rivals ?? {}, ['sideFacts', 'answerValues'], 'rivals');
  const times = timesAt(json.times, 'times');
  return {
    name: textAt(json.name, 'name'),
    predicts: textAt(json.predicts, 'predicts'),
    file: orElse<string | null>(json.file, 'file', textAt, null),
    table: tableAt(json.table, 'table'),
    times,
    leaveOut: orElse<Condition | null>(json.leaveOut, 'leaveOut', conditionAt, null),
    group: groupAt(json.group, 'group'),
    customer: valueAt(json.customer, 'customer'),
    segment: orElse<Value | null>(json.segment, 'segment', valueAt, null),
    recorder: orElse<Value | null>(json.recorder, 'recorder', valueAt, null),
    contacts: listAt(json.contacts, 'contacts', contactAt),
    question: questionAt(json.question, 'question'),
    judging: judgingAt(json.judging ?? {}, 'judging'),
    sideFacts: orElse(rivals.sideFacts, 'rivals.sideFacts', factsAt, {}),
    answerValues: orElse(rivals.answerValues, 'rivals.answerValues', factsAt, {}),
  };
}

function tableAt(raw: unknown, path: string): TableForm {
  const json = only(raw ?? {}, ['header', 'columns', 'delimiter', 'encoding'], path);
  const header = orElse(json.header, within(path, 'header'), flagAt, true);
  const columns = orElse(json.columns, within(path, 'columns'), (value, at) => listAt(value, at, textAt), []);
  if (header && columns.length > 0)
    throw new MappingInvalid(
      within(path, 'columns'),
      'names columns that the header names already: set header to false',
    );
  if (!header && columns.length === 0)
    throw new MappingInvalid(within(path, 'columns'), 'is missing: there is no header');
  return {
    header,
    columns,
    delimiter: orElse(json.delimiter, within(path, 'delimiter'), textAt, ','),
    encoding: orElse(
      json.encoding,
      within(path, 'encoding'),
      (value, at) => oneOf(value, ['utf8', 'latin1'] as const, at),
      'utf8',
    ),
  };
}

function timesAt(raw: unknown, path: string): TimeForm {
  const json = only(raw ?? {}, ['formats', 'zone'], path);
  const times = {
    formats: orElse<readonly string[]>(
      json.formats,
      within(path, 'formats'),
      (value, at) => listAt(value, at, textAt),
      ['ISO'],
    ),
    zone: orElse(json.zone, within(path, 'zone'), textAt, 'UTC'),
  };
  checkTimes(times, path);
  return times;
}

function groupAt(raw: unknown, path: string): Mapping['group'] {
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

const TYPES = CATALOG.filter(({ mutation }) => mutation !== null).map(({ type }) => type);

function contactAt(raw: unknown, path: string): ContactRule {
  const json = only(raw, ['type', 'when', 'at', 'recordedAt', 'facts'], path);
  const type = oneOf(json.type, TYPES, within(path, 'type'));
  const facts = orElse(json.facts, within(path, 'facts'), factsAt, {});
  const known = Object.keys(definitionOf(type)?.fields ?? {});
  for (const name of Object.keys(facts))
    if (!known.includes(name) && !COMMON.includes(name))
      throw new MappingInvalid(
        `${path}.facts.${name}`,
        `is no fact of ${type}; known are ${[...known, ...COMMON].join(', ')}`,
      );
  return {
    type,
    when: orElse<Condition | null>(json.when, within(path, 'when'), conditionAt, null),
    at: timeAt(json.at, within(path, 'at')),
    recordedAt: orElse<Time | null>(json.recordedAt, within(path, 'recordedAt'), timeAt, null),
    facts,
  };
}

const COMMON = ['channel', 'tone', 'evidence', 'stakeholderId', 'note'];

function judgingAt(raw: unknown, path: string): Judging {
  const json = only(raw, ['warmUpShare', 'minimumHistory', 'within'], path);
  return {
    warmUpShare: orElse(
      json.warmUpShare,
      within(path, 'warmUpShare'),
      (value, at) => numberAt(value, at, (each) => each >= 0 && each < 1, 'from 0 to below 1'),
      0.2,
    ),
    minimumHistory: orElse(
      json.minimumHistory,
      within(path, 'minimumHistory'),
      (value, at) =>
        numberAt(value, at, (each) => each >= 0 && Number.isInteger(each), 'that is whole and not below 0'),
      0,
    ),
    within: orElse(json.within, within(path, 'within'), (value, at) => oneOf(value, PERIODS, at), 'WEEK'),
  };
}
