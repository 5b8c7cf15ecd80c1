import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDeployment, type Deployment } from '#deployment';
import { type ContactType, type FactsIn, toIso } from '#relationship';
import { assess, TRUST_BETA_3 } from '#trust';
import { temporaryFolder } from '../kit/deployment.js';
import { storageIn } from '../kit/views.js';
import { HOURS } from '../kit/waiting.js';
import { rapportHere } from '../replay/in-process.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Friday. */
const START = Date.UTC(2026, 2, 6, 15);
const SETTINGS = { modelMinShadowDays: 0 };
const OFFICE = { businessHours: { from: '09:00', to: '17:00' } };

let now = START;
let folder: ReturnType<typeof temporaryFolder>;
let deployment: Deployment;

const open = async (settings: object = {}) => {
  deployment = await openDeployment({ ...(await storageIn(folder.path)), ...SETTINGS, ...settings }, () => now);
};
beforeEach(async () => {
  now = START;
  folder = temporaryFolder();
  await open();
  await record('RelationshipOpened', { owner: 'ben' });
  await deployment.models.shadowShipped();
  await activateModel('trust-beta/1');
});
afterEach(async () => {
  await deployment.close();
  folder.remove();
});

const record = async <T extends ContactType>(type: T, facts: Partial<FactsIn<T>> & { occurredAt?: string } = {}) => {
  const input = { customerId: 'acme', ...facts };
  const { refusals } = await deployment.log.record({ type, input, recordedBy: 'test', correlationId: 'test' });
  expect(refusals).toEqual([]);
  await deployment.projector.catchUp();
};

const activateModel = async (modelId: string) => {
  const data = { modelId, reason: 'test' };
  const by = { recordedBy: 'test', correlationId: 'test' };
  const { refusals } = await deployment.models.record({ type: 'ModelActivated', data, ...by });
  expect(refusals).toEqual([]);
  await deployment.projector.catchUp();
};
/** Makes the model active by which silence counts. */
const activate = () => activateModel('trust-beta/3');

const report = () =>
  record('IssueReported', { issueId: 'I', raisedBy: 'CUSTOMER', severity: 'MAJOR', occurredAt: toIso(START) });

/** The worklist: each kind with its due time, in hours since the report. */
const owed = async () => {
  await deployment.relationships.refresh();
  const rows = await deployment.db.selectFrom('obligations').selectAll().orderBy('due_at').execute();
  return rows.map((row) => [row.kind, (Number(row.due_at) - START) / HOUR]);
};
const score = async () => (await deployment.views.relationships({ first: 1, now })).rows[0]?.row.score ?? NaN;

it('the worklist has what the active model owes, from the moment of its activation on', async () => {
  await report();
  now = START + HOUR;
  expect(await owed()).toEqual([]);
  await activate();
  expect(await owed()).toEqual([['RESPOND', 4]]);
  now = START + 5 * HOUR;
  expect(await owed()).toEqual([
    ['RESPOND', 4],
    ['UPDATE', 28],
  ]);
  await record('StatusUpdateGiven', { about: { issueId: 'I' } });
  expect(await owed()).toEqual([['UPDATE', 29]]);
  await record('StatusUpdateGiven', { about: { issueId: 'I' }, nextUpdateDueAt: toIso(now + DAY) });
  expect(await owed()).toEqual([['UPDATE', 29]]);
  await record('IssueResolved', { issueId: 'I' });
  expect((await owed()).map(([kind]) => kind)).toEqual(['RETROSPECT']);
});

it('the score of a row falls with each period of silence, exactly as the facts say, whether a watcher looks or not', async () => {
  await activate();
  await report();
  const timeline = await deployment.log.timelineOf('acme');
  const model = deployment.models.activeFor(null);
  for (const hours of [1, 4, 5, 29, 53, 60, 500]) {
    now = START + hours * HOUR;
    const asOf = { asOf: now, knownAt: Infinity, model };
    expect(Math.abs((await score()) - (assess(timeline?.recorded() ?? [], asOf)?.score ?? NaN))).toBeLessThan(0.1);
  }
  const before = await score();
  await deployment.watcher.look();
  await deployment.projector.catchUp();
  expect(await score()).toBe(before);
});

it('the watcher says each lapse once, also those that it was down for', async () => {
  await activate();
  await report();
  now = START + 30 * DAY;
  expect(await deployment.watcher.look()).toBeGreaterThanOrEqual(3);
  await deployment.projector.catchUp();
  expect(await deployment.watcher.look()).toBe(0);
  const timeline = await deployment.log.timelineOf('acme');
  const lapsed = [...(timeline?.recorded() ?? [])].filter(({ type }) => type === 'ObligationLapsed');
  expect(lapsed.map(({ at }) => (at - START) / HOUR)).toEqual([4, 28, 52]);
});

it('the hours of a calendar count where it has business hours, in the worklist and on the command line', async () => {
  await deployment.close();
  await open({ calendar: OFFICE });
  await activate();
  await report();
  // Two hours are left on Friday.
  const MONDAY_11 = 68;
  expect(await owed()).toEqual([['RESPOND', MONDAY_11]]);
  const before = process.env.CALENDAR;
  process.env.CALENDAR = JSON.stringify(OFFICE);
  try {
    const asOf = toIso(START + 5 * HOUR);
    const state = JSON.parse(await rapportHere(folder.path, 'replay', 'state', 'acme', '--json', '--as-of', asOf)) as {
      obligations: readonly { kind: string; dueAt: string }[];
      trust: { score: number };
    };
    expect(state.obligations).toMatchObject([{ kind: 'RESPOND', dueAt: toIso(START + MONDAY_11 * HOUR) }]);
    expect(state.trust.score).toBeCloseTo(70, 9);
    delete process.env.CALENDAR;
    const everyHour = JSON.parse(
      await rapportHere(folder.path, 'replay', 'state', 'acme', '--json', '--as-of', asOf),
    ) as {
      trust: { score: number };
    };
    expect(everyHour.trust.score).toBeLessThan(69);
  } finally {
    if (before === undefined) delete process.env.CALENDAR;
    else process.env.CALENDAR = before;
  }
});

describe('the columns of a replay', () => {
  const trustOf = async (...more: string[]) => {
    const asOf = toIso(START + 5 * DAY);
    const rows = await rapportHere(folder.path, 'replay', 'trust', '--as-of', asOf, '--format', 'ndjson', ...more);
    return (JSON.parse(rows) as { score: number }).score;
  };
  it('hold what each model needs, also where they are kept in a file, and are renewed for other hours', async () => {
    await report();
    const patient = join(folder.path, 'patient.json');
    const waiting = { respondHours: HOURS.UPDATE, updateHours: HOURS.UPDATE, bySegment: {} };
    const document = { ...TRUST_BETA_3.document, id: 'patient/1', waiting };
    writeFileSync(patient, JSON.stringify(document));
    await activate();
    const file = join(folder.path, 'columns.db');
    const scores = async (...more: string[]) => [
      await trustOf('--model', 'trust-beta/2', ...more),
      await trustOf('--model', patient, ...more),
      await trustOf(...more),
      await trustOf('--model', 'trust-beta/2', ...more),
    ];
    const derived = await scores();
    expect(derived[0]).toBeCloseTo(70, 9);
    expect(derived[1]).toBeLessThan(70);
    expect(derived[2]).not.toBeCloseTo(derived[1] ?? 0, 3);
    expect(await scores('--columns', file)).toEqual(derived);
    await record('StatusUpdateGiven', { about: { issueId: 'I' }, occurredAt: toIso(START) });
    expect(await scores('--columns', file)).toEqual(await scores());
  });
});
