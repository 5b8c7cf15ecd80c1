import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { ConfigurationInvalid } from '#deployment';
import { StoreUnavailable } from '#event-store';
import { listed, onDatabase, open } from './on-each-database.js';

// Damaged files: what can be built from the log is built anew, and what cannot is refused with what to do.

/** Overwrites a part of a file, as a failing disk does. */
function overwrite(file: string, from: number, bytes: number): void {
  const opened = openSync(file, 'r+');
  writeSync(opened, Buffer.alloc(bytes, 0x5a), 0, bytes, from);
  closeSync(opened);
}

const PAGE = 4_096;
const DAMAGES: readonly [string, (file: string) => void][] = [
  ['the header', (file) => overwrite(file, 0, 100)],
  ['the first page, where the tables are declared', (file) => overwrite(file, 100, PAGE - 100)],
  ['everything after the first page', (file) => overwrite(file, PAGE, statSync(file).size - PAGE)],
  ['the end, which is cut off', (file) => truncateSync(file, 2 * PAGE + 17)],
  ['the whole file, which is text', (file) => writeFileSync(file, 'this is no database '.repeat(500))],
];

const { path, within } = onDatabase('SQLite');
const many = Array.from({ length: 200 }, (_, i) => `customer-${i}`);
const EXPECTED = Object.fromEntries(many.map((each): [string, number] => [each, 1]));

beforeEach(() =>
  within(async (opened) => {
    await opened.log.makeKeys(many);
    await open(opened, ...many);
    await opened.projector.catchUp();
    await opened.relationships.refresh();
  }),
);

/** What the lists show after a start, or after a second one where the damage was found only in use. */
async function shown(): Promise<unknown> {
  const start = () =>
    within(async (opened) => {
      await opened.projector.catchUp();
      return listed(opened);
    });
  return start().catch(start);
}

it.each(DAMAGES)('views.db, damaged in %s, is built anew', async (_, damage) => {
  damage(path('views.db'));
  expect(await shown()).toEqual(EXPECTED);
});

it.each(DAMAGES)('keys.db, damaged in %s, is refused with what to do, and left as it is', async (_, damage) => {
  damage(path('keys.db'));
  const damaged = readFileSync(path('keys.db'));
  await expect(within(async () => undefined)).rejects.toThrow(ConfigurationInvalid);
  await expect(within(async () => undefined)).rejects.toThrow(/keys\.db cannot be read as a file of keys .*backup/);
  expect(readFileSync(path('keys.db')).equals(damaged)).toBe(true);
});

it.each(DAMAGES)('log.db, damaged in %s, is refused, or what is damaged is named', async (_, damage) => {
  copyFileSync(path('log.db'), path('kept'));
  damage(path('log.db'));
  const failure: unknown = await within(async ({ store }) => {
    for await (const batch of store.readAll()) for (const { data } of batch) expect(data).toBeDefined();
  }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StoreUnavailable);
  expect((failure as StoreUnavailable).message).toContain('log.db');
});
