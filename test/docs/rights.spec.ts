import { readFileSync, writeFileSync } from 'node:fs';
import { rightsPage } from './rights-page.js';

/** `npm run docs` writes the page; otherwise it is compared. */
const isWriting = process.env.WRITE_DOCS === '1';

it('docs/rights.md is what the declarations say (if the change is meant: npm run docs)', async () => {
  const page = await rightsPage();
  if (isWriting) writeFileSync('docs/rights.md', page);
  expect(readFileSync('docs/rights.md', 'utf8')).toBe(page);
});
