import { readFileSync } from 'node:fs';
import { FORMS_FILE, formsText } from '../../apps/dashboard/build/forms.js';
import { OPERATIONS_FILE, operationsText } from '../../apps/dashboard/build/operations.js';

it.each([
  ["the types of the page's operations", OPERATIONS_FILE, operationsText],
  ['the forms that record contacts', FORMS_FILE, formsText],
])('has %s as the committed schema gives them: `npm run schema` writes them', async (_, file, text) => {
  expect(readFileSync(file, 'utf8')).toBe(await text());
});
