import { openDeployment, type Deployment, type StorageSettings } from '#deployment';
import { temporaryFolder } from '../kit/deployment.js';
import { rapportHere } from '../replay/in-process.js';

// Issues that are resolved on Thursday 2 April 2026, before Easter.
const RESOLVED_AT = '2026-04-02T10:00:00Z';
const NOW = Date.parse('2026-04-02T12:00:00Z');
const FIVE_DAYS_LATER = '2026-04-09T10:00:00.000Z';
const AND_GOOD_FRIDAY_AND_EASTER_MONDAY = '2026-04-13T10:00:00.000Z';

const GERMANY: StorageSettings['calendar'] = { holidays: 'DE' };

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

async function within<T>(
  calendar: StorageSettings['calendar'],
  act: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  const deployment = await openDeployment({ dataDir: folder.path, ...(calendar && { calendar }) }, () => NOW);
  try {
    return await act(deployment);
  } finally {
    await deployment.close();
  }
}

const record = ({ log }: Deployment, type: string, input: object) =>
  log.record({ type, input, recordedBy: 'test', correlationId: 'test' });

async function resolveIssue(deployment: Deployment, customerId: string, segment: string): Promise<void> {
  const occurredAt = '2026-04-01T10:00:00Z';
  await record(deployment, 'RelationshipOpened', { customerId, segment, occurredAt });
  await record(deployment, 'IssueReported', {
    customerId,
    issueId: 'I',
    raisedBy: 'CUSTOMER',
    severity: 'MAJOR',
    occurredAt,
  });
  await record(deployment, 'IssueResolved', { customerId, issueId: 'I', occurredAt: RESOLVED_AT });
}

/** When we owe each customer a look back, as the worklist has it. */
async function dueTimes({ db, projector, relationships }: Deployment): Promise<Record<string, string>> {
  await projector.catchUp();
  await relationships.refresh();
  const rows = await db.selectFrom('obligations').selectAll().where('kind', '=', 'RETROSPECT').execute();
  return Object.fromEntries(rows.map((row) => [row.customer_id, new Date(Number(row.due_at)).toISOString()]));
}

it('holidays of the deployment, and of a segment that has its own, are no working days', async () => {
  const calendar: StorageSettings['calendar'] = {
    ...GERMANY,
    segments: { SCOTLAND: { holidays: 'GB-SCT' }, 'ALL YEAR': { weekend: [] } },
  };
  const due = await within(calendar, async (deployment) => {
    await resolveIssue(deployment, 'hamburg', 'SMB');
    // Easter Monday is a working day in Scotland.
    await resolveIssue(deployment, 'perth', 'SCOTLAND');
    await resolveIssue(deployment, 'airport', 'ALL YEAR');
    return dueTimes(deployment);
  });
  expect(due).toEqual({
    hamburg: AND_GOOD_FRIDAY_AND_EASTER_MONDAY,
    perth: '2026-04-10T10:00:00.000Z',
    airport: '2026-04-07T10:00:00.000Z',
  });
});

it('another calendar at the next start counts every due time anew', async () => {
  await within(undefined, async (deployment) => {
    await resolveIssue(deployment, 'acme', 'SMB');
    expect(await dueTimes(deployment)).toEqual({ acme: FIVE_DAYS_LATER });
  });
  for (const [calendar, due] of [
    [GERMANY, AND_GOOD_FRIDAY_AND_EASTER_MONDAY],
    [GERMANY, AND_GOOD_FRIDAY_AND_EASTER_MONDAY],
    [undefined, FIVE_DAYS_LATER],
  ] as const)
    expect(await within(calendar, dueTimes)).toEqual({ acme: due });
});

it('the command line counts by the same calendar', async () => {
  await within(GERMANY, (deployment) => resolveIssue(deployment, 'acme', 'SMB'));
  const before = process.env.CALENDAR;
  process.env.CALENDAR = 'DE';
  try {
    const state = await rapportHere(
      folder.path,
      'replay',
      'state',
      'acme',
      '--json',
      '--as-of',
      '2026-04-02T12:00:00Z',
    );
    const rows = await rapportHere(
      folder.path,
      'export',
      'obligations',
      '--format',
      'ndjson',
      '--as-of',
      '2026-04-02T12:00:00Z',
    );
    expect(state).toContain(AND_GOOD_FRIDAY_AND_EASTER_MONDAY);
    expect(rows).toContain(AND_GOOD_FRIDAY_AND_EASTER_MONDAY);
  } finally {
    if (before === undefined) delete process.env.CALENDAR;
    else process.env.CALENDAR = before;
  }
});
