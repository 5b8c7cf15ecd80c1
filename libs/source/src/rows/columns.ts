import { ENVELOPE_FIELDS } from '#contact-log';
import { CATALOG, quoted, type Field, type Fields } from '#relationship';
import { SourceInvalid } from '../folder/source-invalid.js';

/** A column of the SQL's answer, and what it is of a contact. */
export type Column = {
  /** As the SQL calls it. */
  readonly name: string;
  /** As the engine calls it. */
  readonly type: string;
  /** The fact, or a name of its own: `type`, `recordedAt`, `source_line`, a side fact. */
  readonly fact: string;
  /** The field within the fact, as in `about.issueId`; null: it is the whole fact. */
  readonly within: string | null;
};

/** What a row says beside the facts of its contact. */
const OF_ROW = ['type', 'recordedAt', 'recordedBy', 'source_line'];
const NEEDED = ['type', 'customerId', 'occurredAt'];

const FACTS: ReadonlyMap<string, Fields | null> = new Map(
  [ENVELOPE_FIELDS, ...CATALOG.filter(({ mutation }) => mutation !== null).map(({ fields }) => fields)]
    .flatMap((fields): [string, { readonly field: Field }][] => Object.entries(fields))
    .map(([name, { field }]) => [name, field.kind === 'group' ? field.fields : null]),
);

/** Names of columns differ in SQL by more than their case. */
const known = (names: Iterable<string>, name: string): string | undefined =>
  [...names].find((each) => each.toLowerCase() === name.toLowerCase());

/**
 * What the columns of the SQL's answer are.
 * @param aside names of columns that are no facts, but that the source reads for itself
 * @throws SourceInvalid a column is none, or one that every contact needs is not there
 */
export function columnsOf(
  answer: readonly { readonly name: string; readonly type: string }[],
  aside: readonly string[],
): Column[] {
  const columns = answer.map(({ name, type }) => ({ name, type, ...meaningOf(name, aside) }));
  for (const needed of NEEDED)
    if (!columns.some(({ fact }) => fact === needed))
      throw new SourceInvalid(`the SQL gives no column ${needed}: every contact needs ${NEEDED.join(', ')}`);
  return columns;
}

function meaningOf(name: string, aside: readonly string[]): Pick<Column, 'fact' | 'within'> {
  const own = known([...OF_ROW, ...aside, ...FACTS.keys()], name);
  if (own !== undefined) return { fact: own, within: null };
  const [first = '', second, ...more] = name.split('.');
  const fact = known(FACTS.keys(), first);
  const fields = fact === undefined ? null : (FACTS.get(fact) ?? null);
  if (fact !== undefined && fields !== null && second !== undefined && more.length === 0) {
    const within = known(Object.keys(fields), second);
    if (within !== undefined) return { fact, within };
    throw new SourceInvalid(`the SQL gives a column ${quoted(name)}: ${fact} has ${Object.keys(fields).join(', ')}`);
  }
  const all = [...OF_ROW, ...FACTS.keys(), ...aside].sort();
  throw new SourceInvalid(`the SQL gives a column ${quoted(name)}, which no contact has; known are ${all.join(', ')}`);
}

/** Whether the fact is a time. */
export const isTime = ({ fact, within }: Column): boolean =>
  within === null && (fact === 'recordedAt' || TIMES.has(fact));

const TIMES = new Set(
  [ENVELOPE_FIELDS, ...CATALOG.map(({ fields }) => fields)]
    .flatMap((fields): [string, { readonly field: Field }][] => Object.entries(fields))
    .flatMap(([name, { field }]) => (field.kind === 'instant' ? [name] : [])),
);
