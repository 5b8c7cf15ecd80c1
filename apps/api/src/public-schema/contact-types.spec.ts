import { assertInterfaceType, assertObjectType, buildSchema, parse, validate, type GraphQLSchema } from 'graphql';
import { CATALOG, COMMON_FIELDS } from '#relationship';
import { contactTypesIn, everyContactField } from '../../../../test/kit/contact-fields.js';
import { publicSchema } from './public-schema.js';

let schema: GraphQLSchema;
beforeAll(async () => (schema = buildSchema(await publicSchema())));

const fieldsOf = (typeName: string) => assertObjectType(schema.getType(typeName)).getFields();

it('has one type for each contact, markers among them, that implements Contact and Node', () => {
  const types = contactTypesIn(schema);
  expect(types.map(({ name }) => name).sort()).toEqual(CATALOG.map(({ type }) => type).sort());
  for (const type of types)
    expect(
      type
        .getInterfaces()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Contact', 'Node']);
});

/** Facts that another contact names alike and means otherwise. */
const SERVED_AS: Readonly<Record<string, string>> = {
  'EscalationRaised.kind': 'escalationKind',
  'OutcomeObserved.kind': 'outcomeKind',
  'OutcomeObserved.value': 'outcomeValue',
  'ObligationLapsed.kind': 'obligationKind',
  'BandCrossed.from': 'fromBand',
  'BandCrossed.to': 'toBand',
  'ContactRetracted.contactId': 'retractsContactId',
};

it.each(CATALOG)('$type has the fields of Contact and its own facts, and no others', ({ type, fields }) => {
  const common = Object.keys(assertInterfaceType(schema.getType('Contact')).getFields());
  expect(common).toEqual(expect.arrayContaining(Object.keys(COMMON_FIELDS)));
  const own = Object.keys(fields).map((fact) => SERVED_AS[`${type}.${fact}`] ?? fact);
  const workedOut = type === 'RetrospectiveHeld' ? ['viewsCompared'] : [];
  expect(Object.keys(fieldsOf(type)).sort()).toEqual([...new Set([...common, ...own, ...workedOut])].sort());
});

// Where this fails, a fact means something else on another contact: give it a name of its own in served-names.ts.
it('gives a field name one type and one nullability on all contacts', () => {
  const typesByName = new Map<string, Set<string>>();
  for (const contact of contactTypesIn(schema))
    for (const { name, type } of Object.values(contact.getFields()))
      typesByName.set(name, (typesByName.get(name) ?? new Set()).add(String(type)));
  expect([...typesByName].filter(([, types]) => types.size > 1)).toEqual([]);
});

it('takes a document that asks for every field of every contact', () => {
  const document = parse(`{ contacts { edges { node { ${everyContactField(schema)} } } } }`);
  expect(validate(schema, document)).toEqual([]);
});

it('serves choices as enumerations, and says where a nullable fact is always there', () => {
  const typeOf = (contact: string, field: string) => String(fieldsOf(contact)[field]?.type);
  expect(typeOf('EscalationRaised', 'escalationKind')).toBe('EscalationKind');
  expect(typeOf('ObligationLapsed', 'obligationKind')).toBe('ObligationKind!');
  expect(typeOf('BandCrossed', 'fromBand')).toBe('TrustBand!');
  expect(typeOf('ProactiveCallMade', 'news')).toBe('News!');
  expect(typeOf('OutcomeObserved', 'outcomeKind')).toBe('String!');
  expect(typeOf('IssueReported', 'issueId')).toBe('ID');
  expect(fieldsOf('IssueReported').issueId?.description).toMatch(/Never null here\.$/);
  expect(fieldsOf('ExpectationSet').issueId?.description).toMatch(/Null if not given\.$/);
  expect(fieldsOf('RelationshipOpened').cadenceDays?.description).toContain('From 1 to 3650.');
});

it('answers each mutation with a payload of its own, whose contact is of the type that it records', () => {
  const common = Object.keys(assertInterfaceType(schema.getType('ContactPayload')).getFields());
  for (const { type, mutation } of CATALOG) {
    if (mutation === null) continue;
    const payload = assertObjectType(schema.getType(`${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`));
    expect(payload.getInterfaces().map(({ name }) => name)).toEqual(['ContactPayload']);
    const own = type === 'ContactRetracted' ? ['trust'] : [];
    expect(Object.keys(payload.getFields()).sort()).toEqual([...common, ...own].sort());
    expect(String(payload.getFields().contact?.type)).toBe(type);
  }
  expect(String(fieldsOf('FulfilNeedPayload').contacts?.type)).toBe('[NeedFulfilled!]!');
});

it('keeps what is sent as it was: hypothetical contacts are one flat input', () => {
  const document = parse(`query($contacts: [HypotheticalContactInput!]!) {
    whatIf(customerId: "acme", contacts: $contacts) { asOf }
    other: whatIf(customerId: "acme", contacts: [{ type: EscalationRaised, raisedBy: CUSTOMER, kind: "HIERARCHIC" }]) { asOf } }`);
  expect(validate(schema, document)).toEqual([]);
});
