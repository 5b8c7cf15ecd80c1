import { readFileSync } from 'node:fs';
import { PAGE, pageText } from '../bench/page.js';
import { pageOf, type Measured } from '../bench/results.js';

it('has the page of benches as the raw data give it: `npm run bench:page` writes it', async () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(await pageText());
});

it('names what was lost and to whom, and what was not run', () => {
  const row = { name: 'append, 1 writer', spread: [1, 3] as [number, number] };
  const measured: Measured = {
    bench: 'append',
    at: '2026-01-01',
    machine: 'a machine',
    node: 'v24.0.0',
    load: [0.5, 1],
    rows: [
      { ...row, variant: 'raw', role: 'limit', perSecond: 3_000 },
      { ...row, variant: 'ours', role: 'ours', perSecond: 2_000, ratioToLimit: 0.66 },
      { ...row, variant: 'another', role: 'peer', perSecond: 500 },
    ],
    constants: [],
  };
  const page = pageOf([measured]);
  expect(page).toContain('- append, 1 writer: raw does 1.5 times what ours does.');
  expect(page).not.toContain('another does');
  expect(page).toMatch(/not run for this page: append-postgres, rebuild,.*push/);
});
