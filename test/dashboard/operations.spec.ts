import { readFileSync } from 'node:fs';
import { OPERATIONS_FILE, operationsText } from '../../apps/dashboard/build/operations.js';

it("has the types of the page's operations as the committed schema gives them: `npm run schema` writes them", async () => {
  expect(readFileSync(OPERATIONS_FILE, 'utf8')).toBe(await operationsText());
});
