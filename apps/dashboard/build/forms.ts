// The forms that record contacts, made from the inputs of the committed schema. A contact that is declared anew has its form
// with the next `npm run schema`.
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { readFileSync, writeFileSync } from 'node:fs';
import * as prettier from 'prettier';

export const FORMS_FILE = 'apps/dashboard/src/ask/forms.ts';

const HEAD = `// Made by \`npm run schema\` from the inputs of the API. Do not edit.
import type { FormField, ContactForm } from './contact-form.js';

const field = (name: string, as: FormField['as'], isRequired: boolean, says: string, choices: readonly string[] = []): FormField =>
  ({ name, as, isRequired, says, choices });

export const FORMS: readonly ContactForm[] = `;

/** The page knows these: the customer is the one whose page it is. */
const KNOWN = new Set(['customerId', 'idempotencyKey']);
/** Not of a relationship that is open, or not by a form: a retraction has its place in the history, and erasing must not be a slip. */
const LEFT_OUT = new Set(['openRelationship', 'retractContact', 'eraseCustomer', 'deferObligation']);
/** Ids that name something on record, which is chosen by its title. */
const NAMES_SOMETHING = new Set(['issueId', 'expectationId', 'requestId', 'actionId']);
const AS: Readonly<Record<string, string>> = {
  String: 'TEXT',
  ID: 'TEXT',
  Boolean: 'YES_NO',
  DateTime: 'TIME',
  Int: 'NUMBER',
  Float: 'NUMBER',
};

export async function formsText(): Promise<string> {
  const schema = buildSchema(readFileSync('apps/api/schema.gql', 'utf8'));
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const forms = mutations.filter(recordsContact).map((mutation) => {
    const input = getNamedType(mutation.args[0]?.type);
    const payload = getNamedType(mutation.type);
    if (!isInputObjectType(input) || !isObjectType(payload)) throw new Error(`${mutation.name} has no input`);
    const contact = getNamedType(payload.getFields().contact?.type);
    if (!isObjectType(contact)) throw new Error(`${mutation.name} records no contact`);
    const fields = Object.values(input.getFields()).flatMap((each) => fieldText(mutation.name, each));
    const beyond = replaceable(schema).has(mutation.name) ? beyondForm(input, contact) : null;
    return `{ mutation: '${mutation.name}', input: '${input.name}', records: '${contact.name}', beyond: ${JSON.stringify(beyond)}, fields: [${fields.join(', ')}] }`;
  });
  const options = await prettier.resolveConfig(FORMS_FILE);
  return prettier.format(`${HEAD}[${forms.join(', ')}];`, { ...options, filepath: FORMS_FILE });
}

/** The mutations whose contacts `replaceContact` takes. */
function replaceable(schema: GraphQLSchema): ReadonlySet<string> {
  const replacement = schema.getType('ReplacementInput');
  return new Set(isInputObjectType(replacement) ? Object.keys(replacement.getFields()) : []);
}

/** Selections of the facts that the form lacks; null if the contact on record has one under another name. */
function beyondForm(input: GraphQLInputObjectType, contact: GraphQLObjectType): readonly string[] | null {
  // Its own ids stay as they were where they are left out.
  const facts = Object.values(input.getFields()).filter((field) => !KNOWN.has(field.name) && !isOwnId(field));
  if (!facts.every(({ name }) => name in contact.getFields())) return null;
  return facts
    .filter((field) => fieldText('', field).length === 0)
    .map(({ name, type }) => (isInputObjectType(getNamedType(type)) ? `${name} { __typename }` : name));
}

const isOwnId = ({ name, type }: GraphQLInputField): boolean => NAMES_SOMETHING.has(name) && !isNonNullType(type);

function recordsContact({ name, type }: GraphQLField<unknown, unknown>): boolean {
  const payload = getNamedType(type);
  const isOfContact = isObjectType(payload) && payload.getInterfaces().some((each) => each.name === 'ContactPayload');
  return isOfContact && name !== 'replaceContact' && !LEFT_OUT.has(name);
}

/** Nothing for a field that a form of one line cannot hold: lists of alternatives or actions, and amounts of money. */
function fieldText(mutation: string, field: GraphQLInputField): string[] {
  const { name, type, description } = field;
  if (KNOWN.has(name)) return [];
  const named = getNamedType(type);
  const isRequired = isNonNullType(type);
  const isList = isListType(isNonNullType(type) ? type.ofType : type);
  // An id that records something new is made by the server.
  if (isOwnId(field)) return [];
  const as = asOf(name, named.name, isEnumType(named), isList);
  if (as === null && isRequired) throw new Error(`no form can hold ${mutation}.${name}`);
  if (as === null) return [];
  const choices = isEnumType(named) ? named.getValues().map((value) => value.name) : [];
  const says = (description ?? '').replaceAll(/\s+/g, ' ');
  return [
    `field(${[name, as].map((text) => JSON.stringify(text)).join(', ')}, ${isRequired}, ${JSON.stringify(says)}${choices.length === 0 ? '' : `, ${JSON.stringify(choices)}`})`,
  ];
}

function asOf(name: string, type: string, isEnum: boolean, isList: boolean): string | null {
  if (type === 'AboutInput') return 'TARGET';
  if (NAMES_SOMETHING.has(name)) return 'TARGET';
  if (isEnum) return 'CHOICE';
  if (isList) return type === 'String' ? 'TEXTS' : null;
  return AS[type] ?? null;
}

if (import.meta.main) writeFileSync(FORMS_FILE, await formsText());
