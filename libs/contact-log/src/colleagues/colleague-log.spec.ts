import { MemoryEventStore } from '#event-store';
import { KeyRing } from '../keys/key-ring.js';
import { colleagueFactFrom, COLLEAGUE_STREAM } from './colleague-codec.js';
import { ColleagueLog } from './colleague-log.js';

const NOW = Date.UTC(2026, 2, 2, 9);
const BY = { recordedBy: 'admin', correlationId: 'c' };

function register() {
  const [store, keys] = [new MemoryEventStore(), new KeyRing(':memory:')];
  const another = () => new ColleagueLog(store, keys, () => NOW);
  return { store, keys, another, log: another() };
}

async function stored(store: MemoryEventStore): Promise<string> {
  const events: object[] = [];
  for await (const batch of store.readStream(COLLEAGUE_STREAM)) events.push(...batch);
  return JSON.stringify(events, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
}

const ANA = { identity: 'ana', name: 'Ana Lima', address: 'ana@example.com', zone: 'Europe/Lisbon', team: 'north' };

it('holds colleagues, and another node reads them', async () => {
  const { log, another } = register();
  expect((await log.enter(ANA, BY)).recorded?.colleague).toEqual(ANA);
  await log.enter({ identity: 'ben', team: 'north' }, BY);
  await log.enter({ identity: 'cyd' }, BY);
  const other = another();
  expect(other.haveTeams).toBe(false);
  await other.read();
  expect(other.all()).toEqual([
    ANA,
    { identity: 'ben', name: null, address: null, zone: null, team: 'north' },
    { identity: 'cyd', name: null, address: null, zone: null, team: null },
  ]);
  expect(other.inTeam('north')).toEqual(['ana', 'ben']);
  expect([other.haveTeams, other.teamOf('ana'), other.teamOf('cyd'), other.teamOf('dan')]).toEqual([
    ...[true, 'north', null, null],
  ]);
});

it('stores name and address sealed', async () => {
  const { log, store } = register();
  await log.enter(ANA, BY);
  expect(await stored(store)).not.toMatch(/Lima|example/);
});

it('replaces whole what was registered before, and destroys its personal part', async () => {
  const { log, store, keys, another } = register();
  await log.enter(ANA, BY);
  await log.enter({ identity: 'ana', team: 'south' }, BY);
  expect(log.all()).toEqual([{ identity: 'ana', name: null, address: null, zone: null, team: 'south' }]);
  await another().read();
  for await (const [first] of store.readStream(COLLEAGUE_STREAM))
    expect(keys.keyOf(`\tcolleague ${first?.id}`)).toBeNull();
});

it('removes a colleague, also one who is not there', async () => {
  const { log } = register();
  await log.enter(ANA, BY);
  expect((await log.remove('ana', BY)).refusals).toEqual([]);
  expect((await log.remove('nobody', BY)).refusals).toEqual([]);
  expect(log.all()).toEqual([]);
});

it('refuses an identity that looks like an e-mail address, and a fact that it does not know', async () => {
  const { log } = register();
  const refused = await log.enter({ identity: 'ana@example.com', nose: 'x' }, BY);
  expect(refused.refusals.map(({ code }) => code).sort()).toEqual(['FIELD_UNKNOWN', 'ID_LOOKS_LIKE_EMAIL']);
});

it('reads what this release wrote', () => {
  const metadata = { v: 1, recordedAt: '2026-03-02T09:00:00.000Z', recordedBy: 'admin', $correlationId: 'c' };
  const data = { identity: 'ana', zone: 'UTC', team: 'north', sealed: 'box' };
  const event = {
    id: 'i',
    stream: COLLEAGUE_STREAM,
    type: 'ColleagueRegistered',
    revision: 0,
    position: 5n,
    data,
    metadata,
  };
  expect(colleagueFactFrom(event as never)).toEqual({
    ...{ id: 'i', type: 'ColleagueRegistered', identity: 'ana', zone: 'UTC', team: 'north', box: 'box' },
    ...{ recordedAt: NOW, recordedBy: 'admin' },
  });
  const newer = { ...event, metadata: { ...metadata, v: 2 } };
  expect(() => colleagueFactFrom(newer as never)).toThrow('newer release');
  expect(colleagueFactFrom({ ...event, stream: 'other' } as never)).toBeNull();
});
