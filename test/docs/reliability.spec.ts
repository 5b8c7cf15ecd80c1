import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..');
const page = readFileSync(join(FOLDER, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(FOLDER, '../package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const nightly = readFileSync(join(FOLDER, 'nightly/main.ts'), 'utf8');
const MARKS = ['D1', 'D2', 'D3', 'D4', 'D5', 'D7', 'D8', 'P1', 'P2', 'P3', 'P4', 'L1', 'L2', 'L3', 'O1', 'O2', 'O3'];

it('the page of reliability has a row for each mark', () =>
  expect([...page.matchAll(/^\| ([A-Z]\d) /gm)].map(([, mark]) => mark)).toEqual(MARKS));

it('the page of reliability names files that are there', () => {
  const named = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, path]) => path as string);
  expect(named.length).toBeGreaterThan(MARKS.length);
  expect(named.filter((path) => !existsSync(join(FOLDER, path)))).toEqual([]);
});

it('the page of reliability names scripts that are there, and those of its tests run each night', () => {
  const named = [...page.matchAll(/`npm run ([\w:]+) -- ([^`]+)`/g)].map(([, script, words]) => ({ script, words }));
  expect(named.filter(({ script }) => scripts[script as string] === undefined)).toEqual([]);
  const runs = [...nightly.matchAll(/^ {2}\[(.+)\],$/gm)].map(([, run]) => (run as string).replaceAll("'", ''));
  const tests = named.filter(({ script }) => script !== 'bench');
  expect(tests.length).toBeGreaterThan(0);
  for (const { script, words } of tests) expect(runs).toContain([script, ...(words as string).split(' ')].join(', '));
});
