import type { ViewsSchema } from '../database/database.js';
import type { ComparedTable } from './differences.js';

type Of<T extends keyof ViewsSchema> = {
  readonly key: readonly (keyof ViewsSchema[T] & string)[];
  readonly customer: (keyof ViewsSchema[T] & string) | null;
};

/** The tables that are compared row by row, and by what their rows are told apart. */
export const COMPARED: { readonly [T in keyof ViewsSchema]?: Of<T> } = {
  of_log: { key: ['one'], customer: null },
  contacts: { key: ['position'], customer: 'customer_id' },
  relationships: { key: ['customer_id'], customer: 'customer_id' },
  standings: { key: ['customer_id'], customer: 'customer_id' },
  name_words: { key: ['customer_id', 'word'], customer: 'customer_id' },
  counted: { key: ['customer_id'], customer: 'customer_id' },
  exposures: { key: ['customer_id'], customer: 'customer_id' },
  joined_ids: { key: ['customer_id'], customer: 'customer_id' },
  obligations: { key: ['customer_id', 'obligation_id'], customer: 'customer_id' },
  promises_answered: { key: ['customer_id', 'expectation_id'], customer: 'customer_id' },
  answers_by_week: { key: ['week', 'group_name'], customer: null },
  need_requests: { key: ['customer_id', 'need_id'], customer: 'customer_id' },
  need_steps: { key: ['event_id'], customer: null },
  need_fulfilments: { key: ['event_id'], customer: null },
};

export const comparedTable = (name: string, columns: readonly string[]): ComparedTable | null => {
  const known = COMPARED[name as keyof ViewsSchema];
  return known === undefined ? null : { name, columns, ...known };
};
