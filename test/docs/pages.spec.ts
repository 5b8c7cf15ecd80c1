import { readFileSync, writeFileSync } from 'node:fs';
import { contactsPage } from './contacts-page.js';
import { growingPage } from './growing/page.js';
import { modelsPage } from './models/page.js';
import { scorePage } from './score/page.js';

/** `npm run docs` writes the pages; otherwise they are compared. */
const isWriting = process.env.WRITE_DOCS === '1';

const PAGES = {
  'docs/contacts.md': contactsPage,
  'docs/how-the-score-works.md': scorePage,
  'docs/models.md': modelsPage,
  'docs/growing.md': growingPage,
};

it.each(Object.entries(PAGES))('%s is what the code says', (file, page) => {
  if (isWriting) writeFileSync(file, page());
  expect(readFileSync(file, 'utf8')).toBe(page());
});
