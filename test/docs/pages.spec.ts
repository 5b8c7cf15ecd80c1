import { readFileSync, writeFileSync } from 'node:fs';
import { contactsPage } from './contacts-page.js';

/** `npm run docs` writes the pages; otherwise they are compared. */
const isWriting = process.env.WRITE_DOCS === '1';

it('docs/contacts.md is what the code says', () => {
  if (isWriting) writeFileSync('docs/contacts.md', contactsPage());
  expect(readFileSync('docs/contacts.md', 'utf8')).toBe(contactsPage());
});
