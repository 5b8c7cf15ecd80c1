import { ApiUnderTest, type Answer } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start({ at: '2026-04-01T00:00:00Z' });
});
afterAll(() => api.stop());

const record = async (mutation: string, fields: string) => {
  const query = `mutation { it: ${mutation}(input: {${fields}}) { replayed contact { occurredAt note } userErrors { code field message } } }`;
  type Payload = {
    replayed: boolean;
    contact: { occurredAt: string; note: string | null } | null;
    userErrors: object[];
  };
  return (await api.ask<{ it: Payload }>(query)).it;
};
const messages = async (query: string, variables: object = {}) => {
  const { errors = [] } = (await (await api.send({ query, variables })).json()) as Answer<unknown>;
  return errors.map(({ message, extensions, ...rest }) => ({ message, code: extensions.code, ...rest }));
};

const GIVEN = 'Mu\\u0308ller-7 ';
const NORMAL = 'M\u00fcller-7';

it('ids that look alike are one, for mutations, queries, filters and what-if', async () => {
  const opened = `customerId: "${GIVEN}", owner: " ana ", segment: "key\\n", occurredAt: "2026-01-01T00:00:00Z"`;
  expect(await record('openRelationship', opened)).toMatchObject({ replayed: false, userErrors: [] });
  expect(await record('openRelationship', opened.replace(GIVEN, NORMAL))).toMatchObject({ replayed: true });
  const asked = await api.ask<Record<string, unknown>>(`{
    relationship(customerId: "${GIVEN}") { customerId owner segment }
    relationships(filter: { owner: "ana ", segment: " key" }) { edges { node { customerId } } }
    contacts(filter: { customerId: "${GIVEN}" }) { edges { node { customerId } } }
    whatIf(customerId: "${GIVEN}", contacts: [{ type: CheckInHeld }]) { before { score } userErrors { code } }
  }`);
  const edges = [{ node: { customerId: NORMAL } }];
  expect(asked).toMatchObject({
    relationship: { customerId: NORMAL, owner: 'ana', segment: 'key' },
    relationships: { edges },
    contacts: { edges },
    whatIf: { before: { score: expect.any(Number) as number }, userErrors: [] },
  });
  const issue = `customerId: "${NORMAL}", issueId: " I-7", raisedBy: CUSTOMER, occurredAt: "2026-02-01T00:00:00Z"`;
  expect(await record('reportIssue', issue)).toMatchObject({ userErrors: [] });
  const about = `customerId: "${GIVEN}", about: {issueId: "I-7\\t"}, occurredAt: "2026-02-02T00:00:00Z"`;
  expect(await record('recordStatusUpdate', about)).toMatchObject({ userErrors: [] });
});

it('an idempotency key may be a Message-ID, also in the needs register', async () => {
  await record('openRelationship', 'customerId: "cl", occurredAt: "2026-01-01T00:00:00Z"');
  const key = 'idempotencyKey: "<473FFE27.20003@mail.example.org>"';
  const checkIn = `customerId: "cl", occurredAt: "2026-02-01T09:00:00Z", ${key}`;
  expect(await record('recordCheckIn', checkIn)).toMatchObject({ replayed: false, userErrors: [] });
  expect(await record('recordCheckIn', checkIn.replace('09:00:00Z', '10:00:00+0100'))).toMatchObject({
    replayed: true,
  });
  await record('declineRequest', 'customerId: "cl", needId: "n", occurredAt: "2026-02-01T09:00:00Z"');
  const step = `mutation { takeNeedStep(input: { needId: " n", step: "asked", ${key} }) { replayed userErrors { code } } }`;
  expect(await api.ask(step)).toMatchObject({ takeNeedStep: { replayed: false, userErrors: [] } });
  expect(await api.ask(step)).toMatchObject({ takeNeedStep: { replayed: true, userErrors: [] } });
});

it('control characters are removed from a text, and refused in an id', async () => {
  await record('openRelationship', 'customerId: "nul", occurredAt: "2026-01-01T00:00:00Z"');
  const said = await record(
    'recordCheckIn',
    'customerId: "nul", note: "a\\u0000b\\r\\nc", occurredAt: "20260201T090000Z"',
  );
  expect(said.contact).toEqual({ occurredAt: '2026-02-01T09:00:00.000Z', note: 'ab\nc' });
  expect((await record('recordCheckIn', 'customerId: "n\\u0000ul"')).userErrors).toEqual([
    expect.objectContaining({ code: 'FIELD_INVALID', field: 'customerId' }),
  ]);
});

describe('a time that cannot be read is quoted', () => {
  const SAYS = '"02.03.2026" is no DateTime: ISO 8601 with a time zone is wanted, such as "2026-03-02T09:30:00.000Z".';

  it('with its field and place in the document', async () => {
    const query = 'mutation {\n  recordCheckIn(input: {customerId: "cl", occurredAt: "02.03.2026"}) { replayed }\n}';
    expect(await messages(query)).toEqual([
      { message: `input.occurredAt at 2:55: ${SAYS}`, code: 'BAD_USER_INPUT', locations: [{ line: 2, column: 55 }] },
    ]);
    const list = '{ whatIf(customerId: "cl", contacts: [{type: CheckInHeld, occurredAt: "02.03.2026"}]) { asOf } }';
    expect((await messages(list))[0]?.message).toBe(`contacts.0.occurredAt at 1:71: ${SAYS}`);
  });

  it('with what is wrong with it', async () => {
    const query = (at: string) =>
      `mutation { recordCheckIn(input: {customerId: "cl", occurredAt: "${at}"}) { replayed } }`;
    expect((await messages(query('2026-03-02T24:00Z')))[0]?.message).toContain(
      '"2026-03-02T24:00Z" is no DateTime: an hour is from 00 to 23. ISO 8601 with a time zone is wanted',
    );
  });

  it('with its path in the variables, also once the document is compiled', async () => {
    const query = 'mutation($input: RecordCheckInInput!) { recordCheckIn(input: $input) { replayed } }';
    for (let call = 0; call < 3; call += 1)
      expect(await messages(query, { input: { customerId: 'cl', occurredAt: '02.03.2026' } })).toEqual([
        expect.objectContaining({
          message: `Variable "$input" got invalid value "02.03.2026" at "input.occurredAt"; ${SAYS}`,
          code: 'BAD_USER_INPUT',
        }),
      ]);
  });
});
