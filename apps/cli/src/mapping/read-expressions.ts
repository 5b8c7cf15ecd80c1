import {
  flagAt,
  type Json,
  listAt,
  MappingInvalid,
  numberAt,
  objectAt,
  oneOf,
  only,
  orElse,
  recordAt,
  someAt,
  textAt,
  within,
} from './mapping-invalid.js';

import { ROWS, type Condition, type Facts, type Time, type Value } from './expressions.js';

// Reads values, times and conditions from JSON; every one throws MappingInvalid at its path.

export function valueAt(raw: unknown, path: string): Value {
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean')
    return { is: 'LITERAL', value: raw };
  if (Array.isArray(raw)) return { is: 'LIST', values: listAt(raw, path, valueAt) };
  const json = objectAt(raw, path);
  if ('column' in json) return columnAt(json, path);
  if ('text' in json) return { is: 'TEXT', text: textAt(only(json, ['text'], path).text, within(path, 'text')) };
  if ('firstOf' in json)
    return { is: 'FIRST_OF', values: someAt(only(json, ['firstOf'], path).firstOf, within(path, 'firstOf'), valueAt) };
  if ('if' in json) return { is: 'WHETHER', condition: conditionAt(only(json, ['if'], path).if, within(path, 'if')) };
  if ('time' in json) return { is: 'TIME', time: timeAt(only(json, ['time'], path).time, within(path, 'time')) };
  return { is: 'GROUP', facts: factsAt(json, path) };
}

export const factsAt = (raw: unknown, path: string): Facts => recordAt(raw, path, valueAt);

function columnAt(raw: Json, path: string): Value {
  const json = only(raw, ['column', 'row', 'map', 'unknown', 'otherwise', 'asNumber'], path);
  const { otherwise = null } = json;
  if (otherwise !== null && !['string', 'number', 'boolean'].includes(typeof otherwise))
    throw new MappingInvalid(within(path, 'otherwise'), 'must be a text, a number, true or false');
  return {
    is: 'COLUMN',
    column: textAt(json.column, within(path, 'column')),
    row: orElse(json.row, within(path, 'row'), (value, at) => oneOf(value, ROWS, at), 'THIS'),
    map: orElse(json.map, within(path, 'map'), (value, at) => recordAt(value, at, textAt), {}),
    unknown: orElse(json.unknown, within(path, 'unknown'), (value, at) => listAt(value, at, textAt), []),
    otherwise: otherwise as string | number | boolean | null,
    asNumber: orElse(json.asNumber, within(path, 'asNumber'), flagAt, false),
  };
}

export function timeAt(raw: unknown, path: string): Time {
  const json = objectAt(raw, path);
  for (const [name, is] of [
    ['firstOf', 'FIRST_OF'],
    ['earliestOf', 'EARLIEST_OF'],
    ['latestOf', 'LATEST_OF'],
  ] as const)
    if (name in json) return { is, times: someAt(only(json, [name], path)[name], within(path, name), timeAt) };
  const { column, row, plusDays, plusMinutes } = only(json, ['column', 'row', 'plusDays', 'plusMinutes'], path);
  const anyNumber = (value: unknown, at: string) => numberAt(value, at, () => true, '');
  return {
    is: 'COLUMN',
    column: textAt(column, within(path, 'column')),
    row: orElse(row, within(path, 'row'), (value, at) => oneOf(value, ROWS, at), 'THIS'),
    plusMinutes:
      1440 * orElse(plusDays, within(path, 'plusDays'), anyNumber, 0) +
      orElse(plusMinutes, within(path, 'plusMinutes'), anyNumber, 0),
  };
}

const TESTS = [
  'is',
  'isNot',
  'isOneOf',
  'becomes',
  'rises',
  'aboveFirst',
  'isTime',
  'isEmpty',
  'above',
  'below',
  'atLeast',
  'atMost',
] as const;

export function conditionAt(raw: unknown, path: string): Condition {
  const json = objectAt(raw, path);
  for (const [name, is] of [
    ['all', 'ALL'],
    ['any', 'ANY'],
  ] as const)
    if (name in json)
      return { is, conditions: someAt(only(json, [name], path)[name], within(path, name), conditionAt) };
  if ('not' in json) return { is: 'NOT', condition: conditionAt(only(json, ['not'], path).not, within(path, 'not')) };
  if ('row' in json)
    return { is: 'ROW', row: oneOf(only(json, ['row'], path).row, ['FIRST', 'LAST'] as const, within(path, 'row')) };
  if ('lastWhere' in json)
    return {
      is: 'LAST_WHERE',
      condition: conditionAt(only(json, ['lastWhere'], path).lastWhere, within(path, 'lastWhere')),
    };
  if ('time' in json) {
    const { time, after } = only(json, ['time', 'after'], path);
    return { is: 'AFTER', time: timeAt(time, within(path, 'time')), after: timeAt(after, within(path, 'after')) };
  }
  return testAt(json, path);
}

function testAt(raw: Json, path: string): Condition {
  const json = only(raw, ['column', ...TESTS], path);
  const column = textAt(json.column, within(path, 'column'));
  const tests = TESTS.filter((name) => name in json);
  const [test] = tests;
  if (test === undefined || tests.length > 1)
    throw new MappingInvalid(path, `must have exactly one of ${TESTS.join(', ')}`);
  const at = within(path, test);
  const value = json[test];
  switch (test) {
    case 'is':
      return { is: 'ONE_OF', column, values: [cellAt(value, at)] };
    case 'isNot':
      return { is: 'NOT', condition: { is: 'ONE_OF', column, values: [cellAt(value, at)] } };
    case 'isOneOf':
      return { is: 'ONE_OF', column, values: listAt(value, at, cellAt) };
    case 'becomes':
      return { is: 'BECOMES', column, values: Array.isArray(value) ? listAt(value, at, cellAt) : [cellAt(value, at)] };
    case 'rises':
    case 'aboveFirst':
    case 'isTime':
    case 'isEmpty': {
      const condition = { is: BARE[test], column } as const;
      return flagAt(value, at) ? condition : { is: 'NOT', condition };
    }
    case 'above':
    case 'below':
    case 'atLeast':
    case 'atMost':
      return { is: 'NUMBER', column, than: THAN[test], number: numberAt(value, at, () => true, '') };
  }
}

const BARE = { rises: 'RISES', aboveFirst: 'ABOVE_FIRST', isTime: 'IS_TIME', isEmpty: 'IS_EMPTY' } as const;
const THAN = { above: 'ABOVE', below: 'BELOW', atLeast: 'AT_LEAST', atMost: 'AT_MOST' } as const;

/** A cell is text, whatever it looks like. */
function cellAt(value: unknown, path: string): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw new MappingInvalid(path, 'must be a text');
  return value;
}
