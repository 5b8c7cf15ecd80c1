import { existsSync, globSync, readFileSync } from 'node:fs';

// The tables of SECURITY.md name the test of each promise and of each risk.

const ROW = /^\|(?!\s*-)(.+)\|$/;
const rows = readFileSync('SECURITY.md', 'utf8')
  .split('\n')
  .flatMap((line) => ROW.exec(line)?.[1] ?? [])
  .map((row) => row.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.at(-1) !== 'Tested in');

const isThere = (name: string): boolean =>
  existsSync(name) || globSync(`{apps,libs,test}/**/${name}`, { exclude: ['**/node_modules/**'] }).length > 0;

it('SECURITY.md has no empty cell, and a row for each of the ten risks', () => {
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.flat().filter((cell) => cell === '')).toEqual([]);
  expect(rows.filter(([first]) => /^\d+ /.test(first ?? ''))).toHaveLength(10);
});

it('every test that SECURITY.md names is there', () => {
  for (const row of rows) {
    const named = [...(row.at(-1) ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
    expect([row[0], named.length > 0, named.filter((name) => !isThere(name))]).toEqual([row[0], true, []]);
  }
});
