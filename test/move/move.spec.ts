// A log carried from one store to another and back is the same log.
import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SILENT, type Progress } from '../../apps/cli/src/terminal/progress.js';
import { UnreadableFile } from '../../apps/cli/src/import/files/unreadable-file.js';
import { Revisions } from '../../apps/cli/src/move/log-file.js';
import { MoveFailed, MoveRefused } from '../../apps/cli/src/move/move-refused.js';
import type { StorageSettings } from '#deployment';
import { ensureIdentity, StoreUnavailable, type NewEvent } from '#event-store';
import { ModelLog } from '#model-log';
import { anEvent } from '../contract/log-under-test.js';
import { startStandIn, type StandIn } from '../kurrentdb/stand-in.js';
import { embedded, exported, fill, imported, interruptedIn, kept, removeScratch, scratch, within } from './logs.js';

let server: StandIn;
let cluster: StorageSettings;
beforeEach(async () => {
  server = await startStandIn();
  cluster = { ...embedded(), eventStoreUrl: server.url };
});
afterEach(() => server.stop());
afterAll(removeScratch);

const aFile = (name = 'log.ndjson'): string => join(scratch(), name);

it('goes from SQLite to KurrentDB and back: order, revisions, ids, both clocks and metadata', async () => {
  const from = embedded();
  await fill(from, 80);
  const [out, back] = [aFile(), aFile('log.ndjson.gz')];
  const first = await exported(from, out);
  expect(first).toMatchObject({ isWhole: true, alreadyDone: 0 });
  expect(await imported(cluster, out)).toMatchObject({ events: first.events, sha256: first.sha256, isWhole: true });
  const wanted = await kept(from);
  expect(await kept(cluster)).toEqual(wanted);

  expect(await exported(cluster, back)).toMatchObject({ events: first.events, sha256: first.sha256 });
  const again = embedded();
  await imported(again, back);
  expect(await kept(again)).toEqual(wanted);
  expect(wanted).toHaveLength(first.events);
});

it('writes the file that is documented', async () => {
  const from = embedded();
  await fill(from, 3);
  const path = aFile('log.ndjson.gz');
  const { events, sha256 } = await exported(from, path);
  const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');
  const [header, first, ...rest] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(header).toEqual({ format: 'rapport-log', version: 1 });
  expect(Object.keys(first ?? {})).toEqual([
    'stream',
    'revision',
    'id',
    'type',
    'data',
    'metadata',
    'position',
    'appendedAt',
  ]);
  expect(rest.at(-1)).toEqual({ events, sha256 });
  expect(existsSync(`${path}.part`)).toBe(false);
});

it('goes on with an export that was interrupted, in the middle of a line too, and while the log grows', async () => {
  const from = embedded();
  await fill(from, 700);
  const path = aFile();
  const begun = await exported(from, path, interruptedIn('Writing', 0.3));
  expect(begun.isWhole).toBe(false);
  expect(existsSync(path)).toBe(false);
  appendFileSync(`${path}.part`, '{"stream":"relationship-c-1');
  await fill(from, 5, 2);

  const whole = await exported(from, path);
  expect(whole).toMatchObject({ isWhole: true, alreadyDone: begun.events });
  const other = embedded();
  await imported(other, path);
  expect(await kept(other)).toEqual(await kept(from));
});

it('goes on with an export from KurrentDB', async () => {
  const from = embedded();
  await fill(from, 90);
  const [path, back] = [aFile(), aFile()];
  await exported(from, path);
  await imported(cluster, path);
  const begun = await exported(cluster, back, interruptedIn('Writing', 0.2));
  expect(begun).toMatchObject({ isWhole: false });
  expect(begun.events).toBeGreaterThan(0);
  expect(await exported(cluster, back)).toMatchObject({ isWhole: true, alreadyDone: begun.events });
});

it.each(['SQLite', 'KurrentDB'])('goes on with an import into %s that was interrupted', async (target) => {
  const from = embedded();
  await fill(from, 150);
  const path = aFile();
  const { sha256 } = await exported(from, path);
  const to = target === 'SQLite' ? embedded() : cluster;
  const begun = await imported(to, path, interruptedIn('Importing', 0.4));
  expect(begun.isWhole).toBe(false);
  expect(begun.events).toBeGreaterThan(0);
  expect(await imported(to, path)).toMatchObject({ isWhole: true, alreadyDone: begun.events, sha256 });
  expect(await imported(to, path)).toMatchObject({ isWhole: true, sha256 });
  expect(await kept(to)).toEqual(await kept(from));
});

it('carries on through cuts of the connection', async () => {
  const from = embedded();
  await fill(from, 30);
  const path = aFile();
  await exported(from, path);
  server.faults.inject({ do: 'cut', when: 'after', on: 'append', times: 3 });
  await imported(cluster, path);
  expect(await kept(cluster)).toEqual(await kept(from));
});

it('removes the views of another log from the folder', async () => {
  const from = embedded();
  await fill(from, 3);
  const path = aFile();
  await exported(from, path);
  const views = join(cluster.dataDir, 'views.db');
  writeFileSync(views, 'of another log');
  await imported(cluster, path);
  expect(existsSync(views)).toBe(false);
  writeFileSync(views, 'filled since');
  await imported(cluster, path);
  expect(existsSync(views)).toBe(true);
});

it('moves a log without events', async () => {
  const [from, path] = [embedded(), aFile()];
  await fill(from, 0);
  expect(await exported(from, path)).toMatchObject({ events: 0, isWhole: true });
  expect(await imported(cluster, path)).toMatchObject({ events: 0, isWhole: true });
});

describe('a target that was started once', () => {
  const started = async (storage: StorageSettings, more: readonly NewEvent[] = []) => {
    await within(storage, async (store) => {
      await ensureIdentity(store);
      const models = new ModelLog(store, { minShadowMs: 0 });
      await models.activateOnEmptyLog();
      await models.shadowShipped();
      for (const event of more) await store.append('models', [event], 'any');
    });
    writeFileSync(join(storage.dataDir, 'views.db'), 'of that log');
  };
  let from: StorageSettings;
  let path: string;
  beforeEach(async () => {
    from = embedded();
    await fill(from, 20);
    path = aFile();
    await exported(from, path);
  });

  it('takes the log of the file in its place, which names no model, as it takes one that does', async () => {
    const to = embedded();
    await started(to);
    expect(await imported(to, path)).toMatchObject({ alreadyDone: 0, isWhole: true });
    expect(await kept(to)).toEqual(await kept(from));
    expect(existsSync(join(to.dataDir, 'views.db'))).toBe(false);

    const [younger, newer] = [embedded(), aFile()];
    await started(younger);
    await fill(younger, 5);
    await exported(younger, newer);
    const other = embedded();
    await started(other);
    await imported(other, newer);
    expect(await kept(other)).toEqual(await kept(younger));
  });

  it('is left as it is where anything else is in it, or a process has it open', async () => {
    const draft = anEvent({
      type: 'ModelDrafted',
      data: { modelId: 'mine/1' },
      metadata: { v: 1, recordedAt: '2026-01-01T00:00:00.000Z', recordedBy: 'admin' },
    });
    const drafted = embedded();
    await started(drafted, [draft]);
    const open = embedded();
    await started(open);
    for (const [to, says, meanwhile] of [
      [
        drafted,
        /holds something else: its event 1 is LogBegun [^\n]*revision 0\)$/,
        (act: () => Promise<void>) => act(),
      ],
      [open, /another process has the log in .* open/, (act: () => Promise<void>) => within(open, act)],
    ] as const) {
      const before = await kept(to);
      await meanwhile(() => expect(imported(to, path)).rejects.toThrow(says));
      expect(await kept(to)).toEqual(before);
      expect(existsSync(join(to.dataDir, 'views.db'))).toBe(true);
    }
  }, 20_000);

  it('on a server is left as it is, and the error says what to do', async () => {
    await started(cluster);
    const before = await kept(cluster);
    await expect(imported(cluster, path)).rejects.toThrow(/a start wrote it: delete the log on the server/);
    expect(await kept(cluster)).toEqual(before);

    await fill(cluster, 1, 9);
    // Nobody is told to delete a log that holds anything else.
    await expect(imported(cluster, path)).rejects.toThrow(/its event 1 is LogBegun [^\n]*revision 0\)$/);
  });
});

describe('refuses', () => {
  let from: StorageSettings;
  let path: string;
  beforeEach(async () => {
    from = embedded();
    await fill(from, 20);
    path = aFile();
    await exported(from, path);
  });

  it.each(['SQLite', 'KurrentDB'])(
    'a target on %s that holds something else, and leaves it as it is',
    async (target) => {
      const to = target === 'SQLite' ? embedded() : cluster;
      await fill(to, 3, 9);
      const before = await kept(to);
      await expect(imported(to, path)).rejects.toThrow(MoveRefused);
      await expect(imported(to, path)).rejects.toThrow(
        /holds something else: its event 1 is CheckInHeld \(relationship-c-9/,
      );
      expect(await kept(to)).toEqual(before);
    },
  );

  it('a target that holds more than the file', async () => {
    const to = embedded();
    await imported(to, path);
    await fill(to, 1, 5);
    await expect(imported(to, path)).rejects.toThrow(/holds more than the \d+ events/);
  });

  it('a target whose events differ in their content alone', async () => {
    const to = embedded();
    const [first] = await kept(from);
    await within(to, (store) => store.append(first?.stream ?? '', [anEvent({ id: first?.id ?? '' })], 'none'));
    await expect(imported(to, path)).rejects.toThrow(/holds something else/);
  });

  it('to go on with the file of another log', async () => {
    const other = embedded();
    await fill(other, 20, 2);
    const unfinished = aFile();
    writeFileSync(`${unfinished}.part`, readFileSync(path));
    await expect(exported(other, unfinished)).rejects.toThrow(/begun from another log/);
    writeFileSync(`${unfinished}.part`, 'something else\n');
    await expect(exported(other, unfinished)).rejects.toThrow(/not begun by this command/);
  });

  it('to write over a file, or to one whose name says something else', async () => {
    await expect(exported(from, path)).rejects.toThrow(/exists already/);
    await expect(exported(from, aFile('log.csv'))).rejects.toThrow(/must end in/);
  });

  it.each([
    ['was changed', (text: string) => text.replace('Zoë', 'Zoe'), /its SHA-256 is not that of its last line/],
    ['lost a line', (text: string) => text.replace(/(\n)\{"stream.*\n/, '$1'), /revision|says/],
    ['lost its end', (text: string) => text.slice(0, text.lastIndexOf('{')), /is incomplete/],
    ['is damaged', (text: string) => text.replace('{"stream', '{"strea'), /line 2: is not an event/],
    ['is another file', () => '{"customerId":"c-1"}\n', /is not a log/],
    ['is of a later release', (text: string) => text.replace('"version":1', '"version":2'), /version 2/],
    ['has lines after its end', (text: string) => `${text}${text}`, /after the last line/],
  ])('a file that %s, before anything is appended', async (_, change, says) => {
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    await expect(imported(cluster, path)).rejects.toThrow(UnreadableFile);
    await expect(imported(cluster, path)).rejects.toThrow(says);
    expect(await kept(cluster)).toEqual([]);
  });

  it('a packed file that is cut short', async () => {
    const packed = aFile('log.ndjson.gz');
    await exported(from, packed);
    truncateSync(packed, 200);
    await expect(imported(cluster, packed)).rejects.toThrow(UnreadableFile);
  });

  it('a log of which events were deleted: those that are left could not be appended as they were', () => {
    const revisions = new Revisions();
    expect(revisions.problemWith({ stream: 'a', revision: 0 })).toBeNull();
    expect(revisions.problemWith({ stream: 'b', revision: 0 })).toBeNull();
    expect(revisions.problemWith({ stream: 'a', revision: 1 })).toBeNull();
    expect(revisions.problemWith({ stream: 'b', revision: 3 })).toMatch(/stream b has revision 3 where 1 is wanted/);
    expect(new Revisions().problemWith({ stream: 'c', revision: 5 })).toMatch(/where 0 is wanted/);
  });

  it('to call a move done where somebody else appended meanwhile', async () => {
    const stream = (await kept(from)).at(-1)?.stream ?? '';
    const intruder = { id: anEvent().id, type: 'T', contentType: 'application/json', data: Buffer.from('{}') };
    let isImporting = false;
    const progress: Progress = {
      ...SILENT,
      begin: (stage) => (isImporting ||= stage === 'Importing'),
      reach() {
        if (isImporting) server.database.append(stream, 'any', [{ ...intruder, metadata: Buffer.from('{}') }]);
        isImporting = false;
      },
    };
    await expect(imported(cluster, path, { progress })).rejects.toThrow(MoveFailed);
  });
});

it('makes no log where there is none to carry out', async () => {
  const [from, path] = [embedded(), aFile()];
  await expect(exported(from, path)).rejects.toThrow('log.db does not exist: set DATA_DIR to the data folder');
  expect([existsSync(join(from.dataDir, 'log.db')), existsSync(path), existsSync(`${path}.part`)]).toEqual([
    false,
    false,
    false,
  ]);
});

it('says that the server is not there', async () => {
  const [from, path] = [embedded(), aFile()];
  await fill(from, 0);
  await exported(from, path);
  await server.stop();
  await expect(imported(cluster, path)).rejects.toThrow(StoreUnavailable);
});
