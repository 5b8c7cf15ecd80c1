import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDeployment } from '#deployment';
import { UsageError } from '../../apps/cli/src/terminal/usage-error.js';
import { temporaryFolder } from '../kit/deployment.js';
import { rapportHere } from './in-process.js';

const BY = { recordedBy: 'anna', correlationId: 'test' };
let folder: ReturnType<typeof temporaryFolder>;
let out: string;
beforeAll(async () => {
  folder = temporaryFolder();
  out = join(folder.path, 'acme.json');
  const { log, access, close } = await openDeployment({ dataDir: folder.path });
  const record = (type: string, input: object) => log.record({ type, input: { customerId: 'acme', ...input }, ...BY });
  await record('RelationshipOpened', { name: 'Acme', occurredAt: '2026-01-05T09:00:00Z' });
  await record('StakeholderAdded', { stakeholderId: 's', name: 'Ann', role: 'SPONSOR' });
  await record('RequestReceived', { requestId: 'r', asked: 'an export', needId: 'n', need: 'to own the data' });
  const { recorded } = await record('CheckInHeld', { note: 'a note', stakeholderId: 's' });
  await record('ContactRetracted', { contactId: recorded?.contact.id, reason: 'a mistake' });
  await log.record({ type: 'RelationshipOpened', input: { customerId: 'other', name: 'Other' }, ...BY });
  for (const [customerId, name] of [
    ['whole', 'Whole'],
    ['part', 'Part'],
  ] as const)
    await log.record({ type: 'RelationshipOpened', input: { customerId, name }, ...BY });
  await log.record({ type: 'CheckInHeld', input: { customerId: 'part', note: 'before the merge' }, ...BY });
  await log.record({ type: 'RelationshipsMerged', input: { customerId: 'whole', absorbedId: 'part' }, ...BY });
  await log.record({ type: 'RelationshipOpened', input: { customerId: 'gone', name: 'Gone' }, ...BY });
  await log.record({ type: 'CustomerErased', input: { customerId: 'gone' }, ...BY });
  const entry = { at: Date.UTC(2026, 1, 1), act: 'READ', role: 'LEAD', what: 'relationship', code: null } as const;
  access.trail.note({ ...entry, identity: 'berta', customerId: 'acme' });
  access.trail.note({ ...entry, identity: 'carla', customerId: 'other' });
  access.trail.note({ ...entry, identity: 'dora', customerId: 'part' });
  await close();
});
afterAll(() => folder.remove());

it('holds everything on one customer, opened, with both clocks, and nothing of others', async () => {
  writeFileSync(out, '', { mode: 0o644 });
  expect(await rapportHere(folder.path, 'export', '--customer', 'acme', '--out', out)).toContain('5 contacts of acme');
  expect(statSync(out).mode & 0o777).toBe(0o600);
  const text = readFileSync(out, 'utf8');
  expect(text).not.toMatch(/Other|carla|Gone/);
  const held = JSON.parse(text) as { contacts: { type: string }[] };
  expect(held).toMatchObject({
    format: 'rapport-customer',
    version: 1,
    customerId: 'acme',
    stakeholders: [{ stakeholderId: 's', name: 'Ann', role: 'SPONSOR' }],
    needs: [{ needId: 'n', need: 'to own the data' }],
    trust: { model: expect.any(String) as string, score: expect.any(Number) as number },
    readAndChangedBy: [{ at: '2026-02-01T00:00:00.000Z', act: 'READ', identity: 'berta', what: 'relationship' }],
  });
  expect(held.contacts.map(({ type }) => type)).toEqual([
    'RelationshipOpened',
    'StakeholderAdded',
    'RequestReceived',
    'CheckInHeld',
    'ContactRetracted',
  ]);
  expect(held.contacts[0]).toMatchObject({
    occurredAt: '2026-01-05T09:00:00.000Z',
    recordedAt: expect.stringMatching(/Z$/) as string,
    recordedBy: 'anna',
    facts: { name: 'Acme' },
  });
  expect(held.contacts[3]).toMatchObject({ retracted: true, facts: { note: 'a note' } });
});

it.each(['whole', 'part'])('holds all of a customer of merged relationships, named as %s', async (named) => {
  const merged = join(folder.path, `${named}.json`);
  await rapportHere(folder.path, 'export', '--customer', named, '--out', merged);
  const held = JSON.parse(readFileSync(merged, 'utf8')) as { contacts: { facts: object }[] };
  expect(held).toMatchObject({
    customerId: 'whole',
    absorbedIds: ['part'],
    readAndChangedBy: [{ identity: 'dora' }],
  });
  const facts = held.contacts.map((contact) => contact.facts);
  expect(facts).toContainEqual(expect.objectContaining({ customerId: 'whole', name: 'Whole' }));
  expect(facts).toContainEqual(expect.objectContaining({ customerId: 'part', note: 'before the merge' }));
});

it.each([
  ['gone', 'customer gone was erased: no personal data is held on them any more'],
  ['nobody', 'nothing is recorded about customer nobody'],
])('refuses %s with a sentence, and writes nothing', async (customer, says) => {
  const nothing = join(folder.path, 'nothing.json');
  const exporting = rapportHere(folder.path, 'export', '--customer', customer, '--out', nothing);
  await expect(exporting).rejects.toThrow(new UsageError(says));
  expect(existsSync(nothing)).toBe(false);
});
