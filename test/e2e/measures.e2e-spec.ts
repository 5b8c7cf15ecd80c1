import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

const FIELDS = `from to relationships firstToTellRate toldFirst surprises promisesKept missedForewarned missedUnannounced
  declinedPlain declinedExplained declinedWithAlternative
  timeToInform { count median percentile90 } recordingLag { count median percentile90 }`;

type Quantiles = { count: number; median: string; percentile90: string } | null;
type Measures = Record<string, unknown> & { timeToInform: Quantiles; recordingLag: Quantiles };

const measures = async (args: string): Promise<Measures> =>
  (await api.ask<{ measures: Measures }>(`{ measures${args} { ${FIELDS} } }`)).measures;

const at = (day: number, time = '09:00') => `2026-03-${String(day).padStart(2, '0')}T${time}:00.000Z`;

/** Each is recorded half an hour after it happened. */
const tell = async (customerId: string, story: [mutation: string, time: string, input?: object][]): Promise<void> => {
  for (const [mutation, occurredAt, input] of story) {
    api.setClock(new Date(Date.parse(occurredAt) + 30 * 60_000).toISOString());
    await api.accept(mutation, { customerId, occurredAt, ...input });
  }
};

beforeAll(async () => {
  const issue = (issueId: string, detectedAt: string, service: string) =>
    ['reportIssue', detectedAt, { issueId, raisedBy: 'PROVIDER', detectedAt, service }] as [string, string, object];
  const told = (issueId: string, time: string) =>
    ['recordProactiveCall', time, { about: { issueId }, news: 'BAD' }] as [string, string, object];
  await tell('a', [
    ['openRelationship', at(1), { owner: 'ana', segment: 'KEY' }],
    issue('A1', at(2, '09:00'), 'mail'),
    told('A1', at(2, '10:00')),
    issue('A2', at(3, '09:00'), 'mail'),
    told('A2', at(3, '12:00')),
    issue('A3', at(4, '09:00'), 'web'),
    ['recordSurpriseDelay', at(4, '11:00'), { about: { issueId: 'A3' } }],
    ['setExpectation', at(5), { expectationId: 'K', dueAt: at(9) }],
    ['meetExpectation', at(6), { expectationId: 'K' }],
    ['setExpectation', at(7), { expectationId: 'M', dueAt: at(8) }],
    ['declineRequest', at(10), { requestId: 'P' }],
    ['declineRequest', at(10), { requestId: 'Q', reason: 'Not yet' }],
    ['declineRequest', at(11), { requestId: 'R', alternatives: [{ kind: 'LATER' }] }],
  ]);
  await tell('b', [
    ['openRelationship', at(1), { owner: 'bea', segment: 'SMALL' }],
    issue('B1', at(12, '09:00'), 'mail'),
    told('B1', at(12, '19:00')),
    ['closeRelationship', at(13)],
  ]);
  api.setClock(at(20));
});

it('measures the whole book, relationships that were closed among it', async () => {
  expect(await measures('')).toEqual({
    from: null,
    to: null,
    relationships: 2,
    timeToInform: { count: 3, median: 'PT3H', percentile90: 'PT8H36M' },
    firstToTellRate: 0.75,
    toldFirst: 3,
    surprises: 1,
    promisesKept: 1,
    missedForewarned: 0,
    missedUnannounced: 1,
    declinedPlain: 1,
    declinedExplained: 1,
    declinedWithAlternative: 1,
    recordingLag: { count: 17, median: 'PT30M', percentile90: 'PT30M' },
  });
});

it('measures one owner, one segment, one service, one customer', async () => {
  const relationshipsIn = async (filter: string) => {
    const { relationships, timeToInform } = await measures(`(filter: { ${filter} })`);
    return [relationships, timeToInform?.count ?? null];
  };
  expect(await relationshipsIn('owner: "ana"')).toEqual([1, 2]);
  expect(await relationshipsIn('segment: "SMALL"')).toEqual([1, 1]);
  expect(await relationshipsIn('customerId: "b"')).toEqual([1, 1]);
  expect(await relationshipsIn('service: "mail"')).toEqual([2, 3]);
  expect(await relationshipsIn('service: "web"')).toEqual([2, null]);
  expect(await relationshipsIn('customerId: "nobody"')).toEqual([0, null]);
  expect(await measures('(filter: { service: "web" })')).toMatchObject({
    surprises: 1,
    toldFirst: 0,
    firstToTellRate: 0,
  });
});

it('measures a period, its start included and its end not', async () => {
  const period = `from: "${at(3, '12:00')}", to: "${at(12, '19:00')}"`;
  expect(await measures(`(${period})`)).toMatchObject({
    from: at(3, '12:00'),
    to: at(12, '19:00'),
    timeToInform: { count: 1, median: 'PT3H' },
    surprises: 1,
    promisesKept: 1,
  });
  expect(await measures(`(from: "${at(19)}")`)).toMatchObject({
    timeToInform: null,
    firstToTellRate: null,
    recordingLag: null,
  });
  expect(await api.codes(`{ measures(from: "${at(3)}", to: "${at(3)}") { toldFirst } }`)).toMatchObject({
    codes: ['BAD_USER_INPUT'],
  });
});

it('measures a relationship as it stood at a time', async () => {
  type Measured = {
    timeToInform: string | null;
    firstToTellRate: number | null;
    measures: { missedUnannounced: number };
  };
  const measured = async (asOf: string) => {
    const query = `query($asOf: DateTime) { relationship(customerId: "a", asOf: $asOf) {
      timeToInform firstToTellRate measures { missedUnannounced } } }`;
    return (await api.ask<{ relationship: Measured }>(query, { asOf })).relationship;
  };
  expect(await measured(at(1))).toEqual({
    timeToInform: null,
    firstToTellRate: null,
    measures: { missedUnannounced: 0 },
  });
  expect(await measured(at(2, '11:00'))).toMatchObject({ timeToInform: 'PT1H', firstToTellRate: 1 });
  expect(await measured(at(8))).toMatchObject({ timeToInform: 'PT2H', measures: { missedUnannounced: 0 } });
  expect(await measured('2026-03-08T09:00:00.001Z')).toMatchObject({ measures: { missedUnannounced: 1 } });
});

it('counts nothing that was taken back', async () => {
  await tell('taken-back', [['openRelationship', at(14), { owner: 'cem' }]]);
  const { contact } = await api.accept('declineRequest', { customerId: 'taken-back', requestId: 'P' });
  const declined = async () => (await measures('(filter: { owner: "cem" })')).declinedPlain;
  expect(await declined()).toBe(1);
  await api.accept('retractContact', { customerId: 'taken-back', contactId: contact?.contactId });
  expect(await declined()).toBe(0);
});
