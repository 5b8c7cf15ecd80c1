import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDataFolder } from './data-folder.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'rapport-folder-'))));
afterAll(() => rmSync(folder, { recursive: true }));

it('the data folder is created with those above it, for its owner only', () => {
  const path = join(folder, 'a/b/c');
  makeDataFolder(path);
  makeDataFolder(path);
  for (const each of ['a', 'a/b', 'a/b/c']) expect(statSync(join(folder, each)).mode & 0o777).toBe(0o700);
});

it('a file or a link to nowhere is no folder', () => {
  const [file, link] = [join(folder, 'file'), join(folder, 'link')];
  writeFileSync(file, '');
  symlinkSync(join(folder, 'nowhere'), link);
  for (const path of [file, join(file, 'below'), link])
    expect(() => makeDataFolder(path)).toThrow(`DATA_DIR ${path} is not a folder, or its parent is not one.`);
});

// Elsewhere there is no /proc, and a folder there is an ordinary one.
const onLinux = process.platform === 'linux' ? it : it.skip;
onLinux.each(['/proc/rapport', '/proc/rapport/data', '/proc/self/fd/rapport'])('%s is refused at once', (path) =>
  expect(() => makeDataFolder(path)).toThrow(
    `DATA_DIR ${path} cannot be created: its file system takes no new folders. Set DATA_DIR to a folder on a disk.`,
  ),
);
