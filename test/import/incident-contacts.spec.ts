import { OpenContacts, readSource, type SourceRow } from '#source';
import { logText, type Told } from './incident-log.js';
import { fileOf, INCIDENT_LOG, removeScratch } from './imported.js';

afterAll(removeScratch);

/** What the source makes of an incident of these rows, without the opening of the relationship. */
async function contactsOf(...rows: Told[]): Promise<SourceRow[]> {
  const file = fileOf('log.csv', logText(...rows.map((told, index) => ({ modified: index, ...told }))));
  const { signal } = new AbortController();
  const contacts = await OpenContacts.open(readSource(INCIDENT_LOG), [file], { now: Date.now(), signal });
  const found: SourceRow[] = [];
  try {
    for await (const row of contacts.rows()) if (row.said.type !== 'RelationshipOpened') found.push(row);
  } finally {
    await contacts.close();
  }
  return found.sort((a, b) => a.row - b.row);
}

/** What the rows say, as `line type`. */
const said = async (...rows: Told[]): Promise<string[]> =>
  (await contactsOf(...rows)).map((row) => `${row.line} ${String(row.said.type)}`);

const inputs = async (type: string, ...rows: Told[]): Promise<object[]> =>
  (await contactsOf(...rows)).flatMap(({ contact }) =>
    'bad' in contact || contact.type !== type ? [] : [contact.input],
  );

const CLOSED = { state: 'Closed', updated: '5/3/2016 12:00' };

it('reports the issue and sets the expectation at the first row, when the incident was opened', async () => {
  const at = { customerId: 'caller-7', occurredAt: '2016-03-01T09:00:00.000Z' };
  expect((await contactsOf({})).map(({ contact, recordedBy }) => ({ ...contact, cut: undefined, recordedBy }))).toEqual(
    [
      {
        type: 'IssueReported',
        recordedBy: '8',
        recordedAt: Date.UTC(2016, 2, 1, 9),
        input: {
          ...at,
          idempotencyKey: 'incident:0000001:0:IssueReported',
          issueId: 'INC0000001',
          title: 'Category 55, subcategory 170',
          severity: 'NORMAL',
          service: 'Category 55',
          raisedBy: 'CUSTOMER',
          channel: 'PHONE',
          wordsTracked: false,
        },
      },
      {
        type: 'ExpectationSet',
        recordedBy: '8',
        recordedAt: Date.UTC(2016, 2, 1, 9),
        input: {
          ...at,
          idempotencyKey: 'incident:0000001:0:ExpectationSet',
          expectationId: 'INC0000001-target',
          issueId: 'INC0000001',
          what: 'Resolved within the target',
        },
      },
    ],
  );
});

it('reads the labels of the log as first published, and no name of a team as a label', async () => {
  const labelled = { caller: 'Caller 7', priority: '3 - Moderate', category: 'Category 55' };
  expect(await inputs('IssueReported', labelled)).toEqual(await inputs('IssueReported', {}));
  const moved = (group: string) => inputs('IssueHandedOver', {}, { reassigned: 1, group });
  expect(await moved('Group 56')).toEqual([expect.objectContaining({ to: 'group-56' })]);
  expect(await moved('Service Desk')).toEqual([expect.objectContaining({ to: 'Service Desk' })]);
});

it.each(['30/2/2016 09:00', '29/2/2015 09:00', '1/13/2016 09:00', '0/3/2016 09:00'])(
  'hands on %p, which is no time, so that its rule can name it',
  async (opened) => {
    const rows = await contactsOf({ opened });
    expect(rows.map(({ contact }) => 'input' in contact && contact.input.occurredAt)).toEqual([opened, opened]);
  },
);

it('dates what later rows say by when they were updated', async () => {
  expect(await inputs('StatusUpdateGiven', {}, { state: 'Resolved', updated: '2/3/2016 10:30' })).toEqual([
    {
      customerId: 'caller-7',
      occurredAt: '2016-03-02T10:30:00.000Z',
      idempotencyKey: 'incident:0000001:1:StatusUpdateGiven',
      about: { issueId: 'INC0000001' },
    },
  ]);
});

it.each([
  ['1', 'MAJOR'],
  ['2', 'MAJOR'],
  ['3', 'NORMAL'],
  ['4', 'MINOR'],
])('takes priority %s for %s', async (priority, severity) => {
  expect(await inputs('IssueReported', { priority })).toEqual([expect.objectContaining({ severity })]);
});

it('names the configuration item as the service where it is known', async () => {
  expect(await inputs('IssueReported', { item: 'cmdb_ci 10' })).toEqual([
    expect.objectContaining({ service: 'cmdb_ci 10' }),
  ]);
  expect(await inputs('IssueReported', { category: '?' })).toEqual([
    expect.objectContaining({ title: 'subcategory 170' }),
  ]);
});

it('says nothing where nothing changed', async () => {
  expect(await said({}, {}, { state: 'Active' }, { state: 'Awaiting Vendor' })).toEqual([
    '2 IssueReported',
    '2 ExpectationSet',
  ]);
});

it('hands over when the reassignment count rises, to the team that has it then', async () => {
  const rows = [{}, { reassigned: 1, group: '73' }, { reassigned: 1 }, { reassigned: 2, group: '?' }];
  expect((await said(...rows)).slice(2)).toEqual(['3 IssueHandedOver', '5 IssueHandedOver']);
  expect(await inputs('IssueHandedOver', ...rows)).toEqual([
    expect.objectContaining({ issueId: 'INC0000001', to: 'group-73' }),
    expect.not.objectContaining({ to: expect.anything() as string }),
  ]);
});

it('gives a status update on entering Resolved or Awaiting User Info, not while staying there', async () => {
  const states = ['New', 'Awaiting User Info', 'Awaiting User Info', 'Active', 'Resolved', 'Resolved', 'Resolved'];
  expect((await said(...states.map((state) => ({ state })))).slice(2)).toEqual([
    '3 StatusUpdateGiven',
    '6 StatusUpdateGiven',
  ]);
});

it('gives one in the first row where the incident was solved on the call', async () => {
  expect(await said({ state: 'Resolved' }, { state: 'Resolved' })).toEqual([
    '2 IssueReported',
    '2 ExpectationSet',
    '2 StatusUpdateGiven',
  ]);
});

it('resolves and settles at the Closed row, as made_sla says there', async () => {
  const rows = (madeSla: string) => [{}, { ...CLOSED, madeSla }];
  expect((await said(...rows('true'))).slice(2)).toEqual(['3 IssueResolved', '3 ExpectationSettled']);
  expect(await inputs('ExpectationSettled', ...rows('true'))).toEqual([
    expect.objectContaining({ kept: true, expectationId: 'INC0000001-target', occurredAt: '2016-03-05T12:00:00.000Z' }),
  ]);
  expect(await inputs('ExpectationSettled', ...rows('false'))).toEqual([expect.objectContaining({ kept: false })]);
});

it('does not believe made_sla before the Closed row', async () => {
  expect(await inputs('ExpectationSettled', { madeSla: 'false' }, CLOSED)).toEqual([
    expect.objectContaining({ kept: true }),
  ]);
});

it('takes a reopening for a surprise and a miss, whatever made_sla says in the end', async () => {
  const rows = [{}, { state: 'Resolved' }, { state: 'Active', reopened: 1 }, { ...CLOSED, reopened: 1 }];
  expect((await said(...rows)).slice(2)).toEqual([
    '3 StatusUpdateGiven',
    '4 SurpriseDelayOccurred',
    '5 IssueResolved',
    '5 ExpectationSettled',
  ]);
  expect(await inputs('SurpriseDelayOccurred', ...rows)).toEqual([
    expect.objectContaining({ about: { expectationId: 'INC0000001-target' } }),
  ]);
  expect(await inputs('ExpectationSettled', ...rows)).toEqual([expect.objectContaining({ kept: false })]);
});

it('lets the last Closed row settle, and nothing that comes after it', async () => {
  const again = [{}, CLOSED, { state: 'Active', reopened: 1 }, { ...CLOSED, reopened: 1 }, { ...CLOSED, reopened: 1 }];
  expect((await said(...again)).slice(2)).toEqual([
    '4 SurpriseDelayOccurred',
    '6 IssueResolved',
    '6 ExpectationSettled',
  ]);
  expect(await said({}, CLOSED, { state: 'Resolved', reassigned: 1, reopened: 1 })).toHaveLength(4);
});

it('keeps the customer of the first row', async () => {
  const rows = await contactsOf({ caller: '3505' }, { caller: '290', ...CLOSED });
  const customers = rows.map(({ customerId }) => customerId);
  expect(new Set(customers)).toEqual(new Set(['caller-3505']));
});

it('puts rows in order by what never falls, where sys_mod_count misleads', async () => {
  const rows = [
    { modified: 2, updated: '29/2/2016 07:27', opened: '29/2/2016 09:41' },
    { modified: 1, reassigned: 1, updated: '29/2/2016 09:59', opened: '29/2/2016 09:41' },
    { modified: 2, reassigned: 1, updated: '1/3/2016 14:13', opened: '29/2/2016 09:41' },
  ];
  expect(await said(...rows)).toEqual(['2 IssueReported', '2 ExpectationSet', '3 IssueHandedOver']);
  expect(await inputs('IssueHandedOver', ...rows)).toEqual([
    expect.objectContaining({ occurredAt: '2016-02-29T09:59:00.000Z' }),
  ]);
});

it('leaves times as given where they go back', async () => {
  const rows = [{}, { state: 'Resolved', updated: '3/3/2016 10:00' }, { ...CLOSED, updated: '2/3/2016 10:00' }];
  expect(await inputs('ExpectationSettled', ...rows)).toEqual([
    expect.objectContaining({ occurredAt: '2016-03-02T10:00:00.000Z' }),
  ]);
});
