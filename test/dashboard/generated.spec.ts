import { readFileSync } from 'node:fs';
import { FORMS_FILE, formsText } from '../../apps/dashboard/build/forms.js';
import { OPERATIONS, operationsText } from '../../apps/dashboard/build/operations.js';

it.each<readonly [string, string, () => Promise<string>]>([
  ...Object.entries(OPERATIONS).map(
    ([file, sources]) => ['the types of the operations', file, () => operationsText(file, sources)] as const,
  ),
  ['the forms that record contacts', FORMS_FILE, formsText] as const,
])('has %s in %s as the committed schema gives them: `npm run schema` writes them', async (_, file, text) => {
  expect(readFileSync(file, 'utf8')).toBe(await text());
});
