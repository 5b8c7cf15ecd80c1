import { openDeployment } from '#deployment';
import { DAY_MS, toIso } from '#relationship';
import { applyRetention } from '../../apps/cli/src/retention/retention.js';
import { temporaryFolder } from '../kit/deployment.js';
import { rapportHere } from './in-process.js';

const NOW = Date.now();
const BY = { recordedBy: 'test', correlationId: 'test' };
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(async () => {
  folder = temporaryFolder();
  const { log, projector, close } = await openDeployment({ dataDir: folder.path });
  const record = (type: string, customerId: string, occurredAt: string) =>
    log.record({ type, input: { customerId, occurredAt }, ...BY });
  for (const customerId of ['long', 'held', 'disputed', 'lately', 'again', 'open', 'erased'])
    await log.record({
      type: 'RelationshipOpened',
      input: { customerId, name: `Name of ${customerId}`, occurredAt: '2020-01-01T00:00:00Z' },
      ...BY,
    });
  for (const customerId of ['long', 'held', 'disputed', 'again', 'erased'])
    await record('RelationshipClosed', customerId, '2023-01-01T00:00:00Z');
  await record('RelationshipClosed', 'lately', toIso(NOW - 30 * DAY_MS));
  for (const holdId of ['claim 7', 'claim 8'])
    await log.record({ type: 'LegalHoldSet', input: { customerId: 'disputed', holdId, reason: 'A claim' }, ...BY });
  await record('RelationshipReopened', 'again', toIso(NOW - 30 * DAY_MS));
  await log.record({ type: 'CustomerErased', input: { customerId: 'erased' }, ...BY });
  await projector.catchUp();
  await close();
});
afterEach(() => folder.remove());

const order = () => ({
  olderThanMs: 730 * DAY_MS,
  now: Date.now(),
  signal: new AbortController().signal,
  except: new Set(['held']),
});
const names = async () => {
  const { views, close } = await openDeployment({ dataDir: folder.path });
  const { rows } = await views.relationships({ first: 20, now: Date.now(), filter: { includeClosed: true } });
  await close();
  return Object.fromEntries(rows.map(({ row }) => [row.customerId, row.name]));
};

it('lists who has been closed for longer, and does nothing else until it is told to', async () => {
  const before = await names();
  expect(await applyRetention({ dataDir: folder.path }, { ...order(), erase: false })).toEqual({
    closed: [{ customerId: 'long', closedAt: Date.UTC(2023, 0, 1) }],
    kept: ['held'],
    held: [{ customerId: 'disputed', closedAt: Date.UTC(2023, 0, 1), holds: ['claim 7', 'claim 8'] }],
    erased: null,
    refused: [],
  });
  expect(await rapportHere(folder.path, 'retention', '--older-than', '730d')).toMatch(
    /^long {2}closed since 2023-01-01\nheld {2}closed since 2023-01-01\ndisputed {2}is under a legal hold: claim 7, claim 8\n2 would be erased\. Nothing was done/,
  );
  expect(await names()).toEqual(before);
  for (const words of [
    ['--older-than', 'soon'],
    ['--older-than', '1d', '--erase', '--dry-run'],
  ])
    await expect(rapportHere(folder.path, 'retention', ...words)).rejects.toThrow(/--older-than must|either --dry-run/);
});

it('erases them, and nobody else', async () => {
  const before = await names();
  expect(await applyRetention({ dataDir: folder.path }, { ...order(), erase: true })).toMatchObject({
    erased: ['long'],
  });
  expect(await names()).toEqual({ ...before, long: '[erased]' });
  const lifted = { customerId: 'disputed', holdId: 'claim 7' };
  const { log, close } = await openDeployment({ dataDir: folder.path });
  expect((await log.record({ type: 'LegalHoldLifted', input: lifted, ...BY })).refusals).toEqual([]);
  const erasure = { type: 'CustomerErased', input: { customerId: 'disputed' }, ...BY };
  expect((await log.record(erasure)).refusals).toMatchObject([{ code: 'UNDER_LEGAL_HOLD' }]);
  await close();
  expect(await applyRetention({ dataDir: folder.path }, { ...order(), erase: true })).toMatchObject({
    held: [{ holds: ['claim 8'] }],
  });
  expect(await applyRetention({ dataDir: folder.path }, { ...order(), erase: true })).toMatchObject({ closed: [] });
});

it('keeps whom --except names by an id that was merged into another, and refuses an id of which nothing is recorded', async () => {
  const { log, close } = await openDeployment({ dataDir: folder.path });
  for (const [type, input] of [
    ['RelationshipOpened', { customerId: 'absorbed', occurredAt: '2020-01-01T00:00:00Z' }],
    ['RelationshipsMerged', { customerId: 'open', absorbedId: 'absorbed', occurredAt: '2021-01-01T00:00:00Z' }],
    ['RelationshipClosed', { customerId: 'open', occurredAt: '2022-01-01T00:00:00Z' }],
  ] as const)
    expect((await log.record({ type, input, ...BY })).refusals).toEqual([]);
  await close();
  const listed = (...except: string[]) =>
    applyRetention({ dataDir: folder.path }, { ...order(), except: new Set(except), erase: false });
  expect((await listed('absorbed')).kept).toEqual(['open']);
  expect((await listed('long')).closed.map(({ customerId }) => customerId)).toEqual(['open', 'held']);
  await expect(listed('hedl')).rejects.toThrow('--except: nothing is recorded about customer hedl');
});
