import { readFileSync, writeFileSync } from 'node:fs';
import { personalDataPage, textFields, UNDECLARED } from './personal-data-page.js';

/** `npm run docs` writes the page; otherwise it is compared. */
const isWriting = process.env.WRITE_DOCS === '1';

it('docs/personal-data.md has every field that holds text (if the change is meant: npm run docs)', () => {
  const page = personalDataPage();
  if (isWriting) writeFileSync('docs/personal-data.md', page);
  expect(readFileSync('docs/personal-data.md', 'utf8')).toBe(page);
});

it('every text that is stored is sealed, or says why it may stand in clear text', () => {
  expect(textFields().filter(([, stored]) => stored === UNDECLARED)).toEqual([]);
  expect(new Set(textFields().map(([, stored]) => stored))).toEqual(
    new Set(['id', 'sealed', 'LISTED', 'GROUP', 'NEED']),
  );
});
