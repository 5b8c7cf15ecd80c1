import { contactsOf, opening } from '../../apps/cli/src/import/incidents/incident-contacts.js';
import { incidentOf, type Told } from './incident-log.js';

/** What the rows say, as `line type`. */
const said = (...rows: Told[]): string[] =>
  contactsOf(incidentOf(...rows)).flatMap(({ line, contacts }) => contacts.map(({ type }) => `${line} ${type}`));

const inputs = (type: string, ...rows: Told[]): object[] =>
  contactsOf(incidentOf(...rows)).flatMap(({ contacts }) =>
    contacts.filter((contact) => contact.type === type).map(({ input }) => input),
  );

const CLOSED = { state: 'Closed', updated: '5/3/2016 12:00' };

it('reports the issue and sets the expectation at the first row, when the incident was opened', () => {
  const [first] = contactsOf(incidentOf({}));
  expect(first?.contacts).toEqual([
    {
      type: 'IssueReported',
      recordedBy: 'import:incidents',
      correlationId: 'INC0000001',
      recordedAt: Date.UTC(2016, 2, 1, 9),
      input: {
        customerId: 'caller-7',
        occurredAt: '2016-03-01T09:00:00.000Z',
        idempotencyKey: 'incident:0000001:0:IssueReported',
        issueId: 'INC0000001',
        title: 'Category 55, subcategory 170',
        severity: 'NORMAL',
        service: 'Category 55',
        raisedBy: 'CUSTOMER',
        channel: 'PHONE',
        wordsTracked: false,
      },
      inputBefore: expect.not.objectContaining({ wordsTracked: false }) as object,
    },
    {
      type: 'ExpectationSet',
      recordedBy: 'import:incidents',
      correlationId: 'INC0000001',
      recordedAt: Date.UTC(2016, 2, 1, 9),
      input: {
        customerId: 'caller-7',
        occurredAt: '2016-03-01T09:00:00.000Z',
        idempotencyKey: 'incident:0000001:0:ExpectationSet',
        expectationId: 'INC0000001-target',
        issueId: 'INC0000001',
        what: 'Resolved within the target',
      },
    },
  ]);
});

it('dates what later rows say by when they were updated', () => {
  expect(inputs('StatusUpdateGiven', {}, { state: 'Resolved', updated: '2/3/2016 10:30' })).toEqual([
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
])('takes priority %s for %s', (priority, severity) => {
  expect(inputs('IssueReported', { priority })).toEqual([expect.objectContaining({ severity })]);
});

it('names the configuration item as the service where it is known', () => {
  expect(inputs('IssueReported', { item: 'cmdb_ci 10' })).toEqual([expect.objectContaining({ service: 'cmdb_ci 10' })]);
  expect(inputs('IssueReported', { category: '?' })).toEqual([
    expect.objectContaining({ service: null, title: 'subcategory 170' }),
  ]);
});

it('says nothing where nothing changed', () => {
  expect(said({}, {}, { state: 'Active' }, { state: 'Awaiting Vendor' })).toEqual([
    '2 IssueReported',
    '2 ExpectationSet',
  ]);
});

it('hands over when the reassignment count rises, to the team that has it then', () => {
  const rows = [{}, { reassigned: 1, group: '73' }, { reassigned: 1 }, { reassigned: 2, group: '?' }];
  expect(said(...rows).slice(2)).toEqual(['3 IssueHandedOver', '5 IssueHandedOver']);
  expect(inputs('IssueHandedOver', ...rows)).toEqual([
    expect.objectContaining({ issueId: 'INC0000001', to: 'group-73' }),
    expect.objectContaining({ to: null }),
  ]);
});

it('gives a status update on entering Resolved or Awaiting User Info, not while staying there', () => {
  const states = ['New', 'Awaiting User Info', 'Awaiting User Info', 'Active', 'Resolved', 'Resolved', 'Resolved'];
  expect(said(...states.map((state) => ({ state }))).slice(2)).toEqual(['3 StatusUpdateGiven', '6 StatusUpdateGiven']);
});

it('gives one in the first row where the incident was solved on the call', () => {
  expect(said({ state: 'Resolved' }, { state: 'Resolved' })).toEqual([
    '2 IssueReported',
    '2 ExpectationSet',
    '2 StatusUpdateGiven',
  ]);
});

it('resolves and settles at the Closed row, as made_sla says there', () => {
  const rows = (madeSla: string) => [{}, { ...CLOSED, madeSla }];
  expect(said(...rows('true')).slice(2)).toEqual(['3 IssueResolved', '3 ExpectationSettled']);
  expect(inputs('ExpectationSettled', ...rows('true'))).toEqual([
    expect.objectContaining({ kept: true, expectationId: 'INC0000001-target', occurredAt: '2016-03-05T12:00:00.000Z' }),
  ]);
  expect(inputs('ExpectationSettled', ...rows('false'))).toEqual([expect.objectContaining({ kept: false })]);
});

it('does not believe made_sla before the Closed row', () => {
  expect(inputs('ExpectationSettled', { madeSla: 'false' }, CLOSED)).toEqual([expect.objectContaining({ kept: true })]);
});

it('takes a reopening for a surprise and a miss, whatever made_sla says in the end', () => {
  const rows = [{}, { state: 'Resolved' }, { state: 'Active', reopened: 1 }, { ...CLOSED, reopened: 1 }];
  expect(said(...rows).slice(2)).toEqual([
    '3 StatusUpdateGiven',
    '4 SurpriseDelayOccurred',
    '5 IssueResolved',
    '5 ExpectationSettled',
  ]);
  expect(inputs('SurpriseDelayOccurred', ...rows)).toEqual([
    expect.objectContaining({ about: { expectationId: 'INC0000001-target' } }),
  ]);
  expect(inputs('ExpectationSettled', ...rows)).toEqual([expect.objectContaining({ kept: false })]);
});

it('lets the last Closed row settle, and nothing that comes after it', () => {
  const again = [{}, CLOSED, { state: 'Active', reopened: 1 }, { ...CLOSED, reopened: 1 }, { ...CLOSED, reopened: 1 }];
  expect(said(...again).slice(2)).toEqual(['4 SurpriseDelayOccurred', '6 IssueResolved', '6 ExpectationSettled']);
  expect(said({}, CLOSED, { state: 'Resolved', reassigned: 1, reopened: 1 })).toHaveLength(4);
});

it('keeps the customer of the first row', () => {
  const customers = contactsOf(incidentOf({ caller: '3505' }, { caller: '290', ...CLOSED })).flatMap(({ contacts }) =>
    contacts.map(({ input }) => (input as { customerId: string }).customerId),
  );
  expect(new Set(customers)).toEqual(new Set(['caller-3505']));
});

it('puts rows in order by what never falls, where sys_mod_count misleads', () => {
  const rows = [
    { modified: 2, updated: '29/2/2016 07:27', opened: '29/2/2016 09:41' },
    { modified: 1, reassigned: 1, updated: '29/2/2016 09:59', opened: '29/2/2016 09:41' },
    { modified: 2, reassigned: 1, updated: '1/3/2016 14:13', opened: '29/2/2016 09:41' },
  ];
  expect(said(...rows)).toEqual(['2 IssueReported', '2 ExpectationSet', '3 IssueHandedOver']);
  expect(inputs('IssueHandedOver', ...rows)).toEqual([
    expect.objectContaining({ occurredAt: '2016-02-29T09:59:00.000Z' }),
  ]);
});

it('leaves times as given where they go back', () => {
  const rows = [{}, { state: 'Resolved', updated: '3/3/2016 10:00' }, { ...CLOSED, updated: '2/3/2016 10:00' }];
  expect(inputs('ExpectationSettled', ...rows)).toEqual([
    expect.objectContaining({ occurredAt: '2016-03-02T10:00:00.000Z' }),
  ]);
});

it('opens the relationship when it began', () => {
  expect(opening(incidentOf({}), Date.UTC(2016, 1, 29))).toMatchObject({
    type: 'RelationshipOpened',
    recordedAt: Date.UTC(2016, 1, 29),
    input: { customerId: 'caller-7', name: 'Caller 7', occurredAt: '2016-02-29T00:00:00.000Z' },
  });
});
