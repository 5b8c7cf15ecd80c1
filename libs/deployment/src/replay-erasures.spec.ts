import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { openDeployment, type Deployment } from './deployment.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const path = (name: string) => join(folder.path, name);
const storage = () => ({ dataDir: path('data'), erasuresFile: path('elsewhere/erasures.ndjson') });

async function within<T>(act: (deployment: Deployment) => Promise<T>, at = storage()): Promise<T> {
  const deployment = await openDeployment(at);
  try {
    return await act(deployment);
  } finally {
    await deployment.close();
  }
}
const record = (deployment: Deployment, type: string, input: object) =>
  deployment.log.record({ type, input, recordedBy: 'test', correlationId: 'test' });
const isErased = ({ log }: Deployment, customerId: string) =>
  log.timelineOf(customerId).then((timeline) => (timeline?.erasure ?? null) !== null);

const backUp = () => cpSync(path('data'), path('backup'), { recursive: true });
const restore = () => {
  rmSync(path('data'), { recursive: true });
  cpSync(path('backup'), path('data'), { recursive: true });
};

beforeEach(async () => {
  mkdirSync(path('elsewhere'));
  await within(async (deployment) => {
    for (const customerId of ['a', 'b', 'c'])
      await record(deployment, 'RelationshipOpened', { customerId, name: `Name of ${customerId}` });
    await deployment.projector.catchUp();
  });
});

it('erases again whom an older backup of log, keys and views brings back, and says so', async () => {
  backUp();
  await within((deployment) => record(deployment, 'CustomerErased', { customerId: 'a' }));
  restore();
  expect(readFileSync(path('data/views.db')).includes('Name of a')).toBe(true);
  await within(async (deployment) => {
    expect(deployment.erasedAgain).toEqual({ customerIds: ['a'], refused: [] });
    await deployment.projector.catchUp();
    expect(await isErased(deployment, 'a')).toBe(true);
    expect([deployment.log.isReadable('a'), deployment.log.isReadable('b')]).toEqual([false, true]);
    const { rows } = await deployment.views.relationships({ first: 9, now: Date.now() });
    expect(rows.map(({ row }) => row.name).sort()).toEqual(['Name of b', 'Name of c', '[erased]']);
  });
  await within(async ({ erasedAgain }) => expect(erasedAgain.customerIds).toEqual([]));
});

it('does so though the backup is from before a legal hold was lifted', async () => {
  const hold = { customerId: 'a', holdId: 'H' };
  await within((deployment) => record(deployment, 'LegalHoldSet', { ...hold, reason: 'a claim' }));
  backUp();
  await within(async (deployment) => {
    await record(deployment, 'LegalHoldLifted', hold);
    expect((await record(deployment, 'CustomerErased', { customerId: 'a' })).refusals).toEqual([]);
  });
  restore();
  await within(async (deployment) => {
    expect(deployment.erasedAgain).toEqual({ customerIds: ['a'], refused: [] });
    expect(deployment.log.isReadable('a')).toBe(false);
  });
});

it('spares whoever was put under a hold since: somebody wants it kept who did not know of the erasure', async () => {
  backUp();
  await within((deployment) => record(deployment, 'CustomerErased', { customerId: 'a' }));
  restore();
  const elsewhere = { ...storage(), erasuresFile: path('elsewhere/another.ndjson') };
  const hold = { customerId: 'a', holdId: 'H', reason: 'a claim' };
  await within((deployment) => record(deployment, 'LegalHoldSet', hold), elsewhere);
  await within(async (deployment) => {
    expect(deployment.erasedAgain).toEqual({
      customerIds: [],
      refused: [{ customerId: 'a', code: 'UNDER_LEGAL_HOLD' }],
    });
    expect(deployment.log.isReadable('a')).toBe(true);
    await record(deployment, 'LegalHoldLifted', hold);
  });
  await within(async ({ erasedAgain }) => expect(erasedAgain.customerIds).toEqual(['a']));
});

it('does so where only the log, or only the keys, are older', async () => {
  backUp();
  await within((deployment) => record(deployment, 'CustomerErased', { customerId: 'a' }));
  cpSync(path('backup/keys.db'), path('data/keys.db'));
  await within(async (deployment) => {
    expect(deployment.erasedAgain.customerIds).toEqual([]);
    expect(deployment.log.isReadable('a')).toBe(false);
  });
  for (const name of ['log.db', 'log.db-wal', 'log.db-shm']) {
    rmSync(path(`data/${name}`), { force: true });
    if (existsSync(path(`backup/${name}`))) cpSync(path(`backup/${name}`), path(`data/${name}`));
  }
  await within(async (deployment) => {
    expect(deployment.erasedAgain.customerIds).toEqual(['a']);
    expect(await isErased(deployment, 'a')).toBe(true);
  });
});

describe('a customer who is known under two ids since a merge', () => {
  const merge = (deployment: Deployment) =>
    record(deployment, 'RelationshipsMerged', { customerId: 'b', absorbedId: 'a' });

  it('is erased again under both', async () => {
    await within(merge);
    backUp();
    await within((deployment) => record(deployment, 'CustomerErased', { customerId: 'a' }));
    restore();
    await within(async (deployment) => {
      expect(deployment.erasedAgain.refused).toEqual([]);
      expect([await isErased(deployment, 'a'), await isErased(deployment, 'b')]).toEqual([true, true]);
      expect(await isErased(deployment, 'c')).toBe(false);
    });
  });

  it('does not take along another, whose merge was retracted before the erasure', async () => {
    await within(async (deployment) => {
      const { recorded } = await merge(deployment);
      backUp();
      await record(deployment, 'ContactRetracted', {
        customerId: 'b',
        contactId: recorded?.contact.id,
        reason: 'OTHER',
      });
      await record(deployment, 'CustomerErased', { customerId: 'a' });
      expect([await isErased(deployment, 'a'), await isErased(deployment, 'b')]).toEqual([true, false]);
    });
    restore();
    await within(async (deployment) => {
      expect(deployment.erasedAgain).toEqual({
        customerIds: [],
        refused: [{ customerId: 'a', code: 'MERGED_WITH_OTHERS' }],
      });
      expect(await isErased(deployment, 'b')).toBe(false);
    });
  });
});

it('notes who was erased before there was a register, once it is read', async () => {
  await within((deployment) => record(deployment, 'CustomerErased', { customerId: 'a' }));
  rmSync(storage().erasuresFile);
  backUp();
  await within((deployment) => isErased(deployment, 'a'));
  const lines = readFileSync(storage().erasuresFile, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { customerId: string }).customerId)).toEqual(['a']);
});

it('passes over another log, a line that was cut off, and a customer who was opened only afterwards', async () => {
  await within((deployment) => record(deployment, 'CustomerErased', { customerId: 'a' }));
  const [line = ''] = readFileSync(storage().erasuresFile, 'utf8').split('\n');
  const noted = JSON.parse(line) as { lineage: string };
  writeFileSync(
    storage().erasuresFile,
    [
      JSON.stringify({ ...noted, customerId: 'b', lineage: 'another log' }),
      JSON.stringify({ ...noted, customerId: 'c', erasedAt: '2020-01-01T00:00:00.000Z' }),
      '{"lineage":"',
    ].join('\n'),
  );
  await within(async (deployment) => {
    expect(deployment.erasedAgain.customerIds).toEqual([]);
    await record(deployment, 'CustomerErased', { customerId: 'b' });
  });
  const last = readFileSync(storage().erasuresFile, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  expect(JSON.parse(last)).toMatchObject({ customerId: 'b', lineage: noted.lineage });
});

it('is not acknowledged where the register cannot be written; reading goes on', async () => {
  rmSync(path('elsewhere'), { recursive: true });
  await within(async (deployment) => {
    await expect(record(deployment, 'CustomerErased', { customerId: 'a' })).rejects.toThrow(
      /the register of erasures, .*erasures\.ndjson, cannot be written/,
    );
    expect(await isErased(deployment, 'a')).toBe(true);
    mkdirSync(path('elsewhere'));
    expect(await record(deployment, 'CustomerErased', { customerId: 'a' })).toMatchObject({
      recorded: { replayed: true },
    });
  });
  expect(readFileSync(storage().erasuresFile, 'utf8')).toContain('"customerId":"a"');
});
