import { Field } from '@nestjs/graphql';
import { CATALOG, COMMON_FIELDS, type Field as Declared, type RecordedContact } from '#relationship';
import { fieldType } from '../schema/field-type.js';
import { groupObject } from '../schema/group-object.js';

export type Facts = Readonly<Record<string, unknown>>;
/** The class of contacts as they are served, to which every declared fact is added as a field of its own. */
type ServedContact = { readonly recorded: RecordedContact; readonly openedFacts: Facts };
type ContactClass = { readonly prototype: ServedContact };

/** The id of a contact is taken by the contact itself. */
const SERVED_AS: Readonly<Record<string, string>> = { contactId: 'retractsContactId' };

/** Adds the fields that every contact may carry, then those of each contact, null on all others. */
export function serveFacts(contact: ContactClass): void {
  for (const [name, { field, required }] of Object.entries(COMMON_FIELDS))
    serve(contact, name, field, !required, field.says);
  for (const [name, { field, says }] of factsInCommon(groupObject))
    serve(contact, name, field, true, `${says} Null on all other contacts.`);
}

/** The facts that contacts state beside the common ones, each name once, with what it means on which contact. */
export function* factsInCommon(group: GroupType): Iterable<readonly [string, { field: Declared; says: string }]> {
  for (const [name, statements] of statementsByName())
    yield [
      name,
      {
        field: inCommon(
          statements.map(({ field }) => field),
          group,
        ),
        says: saying(statements),
      },
    ];
}

type GroupType = Parameters<typeof fieldType>[2];

type Statement = { readonly by: string; readonly field: Declared };

function statementsByName(): ReadonlyMap<string, readonly Statement[]> {
  const byName = new Map<string, Statement[]>();
  for (const { type, fields } of CATALOG)
    for (const [name, { field }] of Object.entries(fields))
      if (!(name in COMMON_FIELDS)) byName.set(name, [...(byName.get(name) ?? []), { by: type, field }]);
  return byName;
}

/** Each meaning once, behind the contacts that mean it. */
function saying(statements: readonly Statement[]): string {
  const byMeaning = new Map<string, string[]>();
  for (const { by, field } of statements) byMeaning.set(field.says, [...(byMeaning.get(field.says) ?? []), by]);
  return [...byMeaning].map(([says, by]) => `${by.join(', ')}: ${says}`).join(' ');
}

/** What contacts have in common that use one name: text, where they mean different things by it. */
function inCommon(fields: readonly Declared[], group: GroupType): Declared {
  const [first] = fields;
  if (first === undefined) throw new RangeError('no contact states it');
  if (fields.every((each) => sameType(each, first, group))) return first;
  const areTexts = fields.every(({ kind }) => kind === 'text' || kind === 'choice');
  if (!areTexts) throw new RangeError(`contacts use one name for different things: ${first.says}`);
  return { kind: 'text', says: first.says, max: 0, personal: false };
}

function sameType(a: Declared, b: Declared, group: GroupType): boolean {
  if (a.kind === 'list' && b.kind === 'list') return sameType(a.of, b.of, group);
  return fieldType('', a, group) === fieldType('', b, group);
}

/** A sealed fact is opened only when it is asked for. */
function serve({ prototype }: ContactClass, name: string, field: Declared, nullable: boolean, description: string) {
  const served = SERVED_AS[name] ?? name;
  Object.defineProperty(prototype, served, {
    get(this: ServedContact) {
      const { sealed, data } = this.recorded;
      return sealed?.fields.includes(name) ? this.openedFacts[name] : (data as Facts)[name];
    },
  });
  const type = fieldType(name, field, groupObject);
  Field(() => type, { nullable, description })(prototype, served);
}
