import type { Condition, Time, Value } from './expressions.js';

/** The columns that a value is read from. */
export function columnsInValue(value: Value): string[] {
  switch (value.is) {
    case 'COLUMN':
      return [value.column];
    case 'TEXT':
      return Array.from(value.text.matchAll(/\{([^{}]+)\}/g), ([, column = '']) => column);
    case 'FIRST_OF':
    case 'LIST':
      return value.values.flatMap(columnsInValue);
    case 'WHETHER':
      return columnsInCondition(value.condition);
    case 'TIME':
      return columnsInTime(value.time);
    case 'GROUP':
      return Object.values(value.facts).flatMap(columnsInValue);
    case 'LITERAL':
      return [];
  }
}

/** The columns that a time is read from. */
export const columnsInTime = (time: Time): string[] =>
  time.is === 'COLUMN' ? [time.column] : time.times.flatMap(columnsInTime);

function columnsInCondition(condition: Condition): string[] {
  if ('column' in condition) return [condition.column];
  if ('conditions' in condition) return condition.conditions.flatMap(columnsInCondition);
  if ('condition' in condition) return columnsInCondition(condition.condition);
  return condition.is === 'AFTER' ? [...columnsInTime(condition.time), ...columnsInTime(condition.after)] : [];
}
