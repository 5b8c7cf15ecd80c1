import { readFileSync, writeFileSync } from 'node:fs';
import { dataDictionary } from '../../apps/cli/src/export/data-dictionary.js';

/** `npm run docs` writes the page; otherwise it is compared. */
const isWriting = process.env.WRITE_DOCS === '1';

it('docs/data-dictionary.md is what the exports are written by', () => {
  if (isWriting) writeFileSync('docs/data-dictionary.md', dataDictionary());
  expect(readFileSync('docs/data-dictionary.md', 'utf8')).toBe(dataDictionary());
});
