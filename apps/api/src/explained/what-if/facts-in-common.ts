import { CATALOG, COMMON_FIELDS, type Field } from '#relationship';
import { groupInput } from '../../schema/contact-input.js';
import { fieldType } from '../../schema/field-type.js';

/** The facts that contacts state beside the common ones, each name once, with what it means on which contact. */
export function* factsInCommon(): Iterable<readonly [string, { readonly field: Field; readonly says: string }]> {
  for (const [name, statements] of statementsByName()) {
    const field = inCommon(statements.map((statement) => statement.field));
    yield [name, { field, says: saying(statements) }];
  }
}

type Statement = { readonly by: string; readonly field: Field };

/** No score and no obligation reads them, and on another contact their name means something else. */
const LEFT_OUT: ReadonlySet<string> = new Set(['RelationshipOpened.value', 'RelationshipUpdated.value']);

function statementsByName(): ReadonlyMap<string, readonly Statement[]> {
  const byName = new Map<string, Statement[]>();
  for (const { type, fields } of CATALOG)
    for (const [name, { field }] of Object.entries(fields))
      if (!(name in COMMON_FIELDS) && !LEFT_OUT.has(`${type}.${name}`))
        byName.set(name, [...(byName.get(name) ?? []), { by: type, field }]);
  return byName;
}

/** Each meaning once, behind the contacts that mean it. */
function saying(statements: readonly Statement[]): string {
  const byMeaning = new Map<string, string[]>();
  for (const { by, field } of statements) byMeaning.set(field.says, [...(byMeaning.get(field.says) ?? []), by]);
  return [...byMeaning].map(([says, by]) => `${by.join(', ')}: ${says}`).join(' ');
}

/** What contacts have in common that use one name: text, where they mean different things by it. */
function inCommon(fields: readonly Field[]): Field {
  const [first] = fields;
  if (first === undefined) throw new RangeError('no contact states it');
  if (fields.every((each) => isSameType(each, first))) return first;
  const areTexts = fields.every(({ kind }) => kind === 'text' || kind === 'choice');
  if (!areTexts) throw new RangeError(`contacts use one name for different things: ${first.says}`);
  return { kind: 'text', says: first.says, max: 0, personal: false };
}

function isSameType(a: Field, b: Field): boolean {
  if (a.kind === 'list' && b.kind === 'list') return isSameType(a.of, b.of);
  return fieldType('', a, groupInput) === fieldType('', b, groupInput);
}
