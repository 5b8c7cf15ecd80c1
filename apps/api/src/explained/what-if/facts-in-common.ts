import { CATALOG, COMMON_FIELDS, plainLine, type Field } from '#relationship';
import { groupInput } from '../../schema/contact-input.js';
import { fieldType } from '../../schema/field-type.js';

/** The facts that only some contacts have. Each name comes once, with its meaning on each contact. */
export function* factsInCommon(): Iterable<readonly [string, { readonly field: Field; readonly says: string }]> {
  for (const [name, statements] of statementsByName()) {
    const field = inCommon(statements.map((statement) => statement.field));
    yield [name, { field, says: saying(statements) }];
  }
}

type Statement = { readonly by: string; readonly field: Field };

/** No score and no obligation reads them, and another contact uses the same name with another meaning. */
const LEFT_OUT: ReadonlySet<string> = new Set(['RelationshipOpened.value', 'RelationshipUpdated.value']);

function statementsByName(): ReadonlyMap<string, readonly Statement[]> {
  const byName = new Map<string, Statement[]>();
  for (const { type, fields } of CATALOG)
    for (const [name, { field }] of Object.entries(fields))
      if (!(name in COMMON_FIELDS) && !LEFT_OUT.has(`${type}.${name}`))
        byName.set(name, [...(byName.get(name) ?? []), { by: type, field }]);
  return byName;
}

/** Each meaning once, after the contacts that use it. */
function saying(statements: readonly Statement[]): string {
  const byMeaning = new Map<string, string[]>();
  for (const { by, field } of statements) byMeaning.set(field.says, [...(byMeaning.get(field.says) ?? []), by]);
  return [...byMeaning].map(([says, by]) => `${by.join(', ')}: ${says}`).join(' ');
}

/** The one field type for all contacts that use a name; text if their types differ. */
function inCommon(fields: readonly Field[]): Field {
  const [first] = fields;
  if (first === undefined) throw new RangeError('no contact has this fact');
  if (fields.every((each) => isSameType(each, first))) return first;
  const areTexts = fields.every(({ kind }) => kind === 'text' || kind === 'choice');
  if (!areTexts) throw new RangeError(`contacts use one name for facts of different types: ${first.says}`);
  return plainLine(first.says, 0);
}

function isSameType(a: Field, b: Field): boolean {
  if (a.kind === 'list' && b.kind === 'list') return isSameType(a.of, b.of);
  return fieldType('', a, groupInput) === fieldType('', b, groupInput);
}
