import { readFileSync } from 'node:fs';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { CATALOG, NEED_CATALOG } from '#relationship';
import { publicSchema } from './public-schema.js';

let text: string;
let schema: GraphQLSchema;
beforeAll(async () => {
  text = await publicSchema();
  schema = buildSchema(text);
});

it('is the one that is committed (if the change is meant: npm run schema)', () => {
  expect(text).toBe(readFileSync('apps/api/schema.gql', 'utf8'));
});

it('explains itself: every type, field, argument and reason has a description', () => {
  const silent: string[] = [];
  const check = (name: string, { description }: { description?: string | null }) => {
    if (!description?.trim()) silent.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || ['String', 'Boolean', 'Int', 'Float', 'ID'].includes(type.name)) continue;
    const isRoot = ['Query', 'Mutation', 'Subscription'].includes(type.name);
    if (!isRoot) check(type.name, type);
    if (
      isEnumType(type) &&
      ['ContactType', 'UserErrorCode', 'TrustBand', 'ObligationKind', 'NeedStatus'].includes(type.name)
    )
      for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      for (const field of Object.values<GraphQLField<unknown, unknown> | GraphQLInputField>(type.getFields())) {
        check(`${type.name}.${field.name}`, field);
        if ('args' in field && type.name !== 'Mutation')
          for (const arg of field.args) check(`${type.name}.${field.name}(${arg.name})`, arg);
      }
  }
  expect(silent).toEqual([]);
});

it('has one mutation for each contact and each fact of a need, one for a whole portfolio, one that replaces a contact, those for models, those for alerts, one for what is parked and two for colleagues, with inputs named after them', () => {
  const contacts = CATALOG.flatMap(({ mutation }) => mutation ?? []);
  const ofModels = ['draftModel', 'shadowModel', 'activateModel', 'releaseModel', 'retireModel'];
  const ofEndpoints = ['declareAlertEndpoint', 'changeAlertEndpoint', 'rotateAlertSecret', 'retireAlertEndpoint'];
  const ofRules = ['declareAlertRule', 'changeAlertRule', 'retireAlertRule'];
  const shared = new Map([
    ...ofModels.map((name) => [name, 'ModelPayload!'] as const),
    ...ofEndpoints.map((name) => [name, 'AlertEndpointPayload!'] as const),
    ...ofRules.map((name) => [name, 'AlertRulePayload!'] as const),
  ]);
  const others = [
    'replayAlertDeliveries',
    'assignPortfolio',
    'replaceContact',
    'retryParked',
    'registerColleague',
    'removeColleague',
    ...shared.keys(),
    ...NEED_CATALOG.flatMap(({ mutation }) => mutation ?? []),
  ];
  const mutations = schema.getMutationType()?.getFields() ?? {};
  expect(Object.keys(mutations).sort()).toEqual([...contacts, ...others].sort());
  for (const { name, args, type } of Object.values(mutations)) {
    const capitalised = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    expect(args.map((arg) => `${arg.name}: ${String(arg.type)}`)).toEqual([`input: ${capitalised}Input!`]);
    expect(String(type)).toBe(shared.get(name) ?? `${capitalised}Payload!`);
  }
});

it('wants only what the rules need', () => {
  const inputFields = (name: string) => {
    const type = schema.getType(name);
    if (!isInputObjectType(type)) throw new Error(`no input ${name}`);
    return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]));
  };
  expect(inputFields('RecordCheckInInput')).toEqual({
    customerId: 'ID!',
    occurredAt: 'DateTime',
    idempotencyKey: 'String',
    stakeholderId: 'ID',
    channel: 'Channel',
    tone: 'Tone',
    evidence: 'EvidenceGrade',
    note: 'String',
    topics: '[String!]',
  });
  expect(inputFields('ReportIssueInput')).toMatchObject({ issueId: 'ID', raisedBy: 'Side!', detectedAt: 'DateTime' });
  expect(inputFields('ResetExpectationInput')).toMatchObject({ expectationId: 'ID!', dueAt: 'DateTime!' });
  expect(inputFields('DeclineRequestInput')).toMatchObject({ alternatives: '[AlternativeInput!]', needId: 'ID' });
  expect(inputFields('AlternativeInput')).toEqual({ kind: 'AlternativeKind!', what: 'String' });
  expect(inputFields('CorrectiveActionInput')).toEqual({ actionId: 'ID', what: 'String', dueAt: 'DateTime' });
  expect(Object.keys(inputFields('AboutInput'))).toEqual([
    'actionId',
    'expectationId',
    'issueId',
    'needId',
    'requestId',
  ]);
});
