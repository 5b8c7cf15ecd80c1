// `npm run check:imports` on a copy of one lib in which a rule of the floors was broken: it fails and names the culprit.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

const SRC = 'libs/relationship/src';
const CONFIGURED = ['.dependency-cruiser.mjs', '.dependency-cruiser.folders.mjs', 'tsconfig.json', 'package.json'];

/** The commands that the script consists of: one about files, one about folders. */
const [files = '', folders = ''] = (
  JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
).scripts['check:imports']?.split(' && ') ?? [''];

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'rapport-floors-'));
  for (const folder of ['apps', 'test/architecture']) mkdirSync(join(copy, folder), { recursive: true });
  for (const path of [...CONFIGURED, 'test/architecture/floors.json']) cpSync(path, join(copy, path));
  // Specs import what the copy does not have.
  cpSync(SRC, join(copy, SRC), { recursive: true, filter: (path) => !path.endsWith('.spec.ts') });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
});
afterEach(() => rmSync(copy, { recursive: true }));

function plant(file: string, code: string): void {
  const path = join(copy, SRC, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
}

/** @returns the lines about errors, sorted, with no white space at their ends */
function failureOf(command: string): readonly string[] {
  const path = [resolve('node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(delimiter);
  const { status, stdout, stderr } = spawnSync(command, {
    shell: true,
    cwd: copy,
    env: { ...process.env, PATH: path, NO_COLOR: '1' },
    encoding: 'utf8',
  });
  if (status === 0) return [];
  const said = `${stdout}${stderr}`.replaceAll(/→\s+/g, '→ ');
  return (said.match(/(?<=error )\S.*\S|(?<=ERROR: )\S.*\S/g) ?? ['nothing named']).sort();
}

// The lists are complete, so nothing else in the copy is wrong.
it('names a file that imports a floor above its own, or the top of the lib', () => {
  plant('needs/planted.ts', "import '../obligations/obligations.js';");
  plant('facts/planted.ts', "import '../index.js';");
  expect(failureOf(files)).toEqual([
    `${SRC}/facts-imports-only-floors-below: ${SRC}/facts/planted.ts → ${SRC}/index.ts`,
    `${SRC}/needs-imports-only-floors-below: ${SRC}/needs/planted.ts → ${SRC}/obligations/obligations.ts`,
  ]);
});

it('names two folders that import each other, though no two files do', () => {
  plant('needs/planted.ts', "import '../obligations/obligations.js';");
  plant('obligations/planted.ts', "import '../needs/need-fact.js';");
  const [needs, obligations] = [`${SRC}/needs`, `${SRC}/obligations`];
  expect(failureOf(folders)).toContain(`no-two-folders-import-each-other: ${needs} → ${obligations} → ${needs}`);
});

it('names a folder that has no floor', () => {
  plant('planted/planted.ts', 'export {};');
  expect(failureOf(files)).toEqual([
    `${SRC}/planted has no floor: add it to test/architecture/floors.json, in its place from top to bottom`,
  ]);
});
