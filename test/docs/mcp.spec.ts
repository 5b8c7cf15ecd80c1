import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { QUESTIONS } from '../../apps/api/src/mcp/tools/questions.js';
import { RECORDINGS } from '../../apps/api/src/mcp/tools/recordings.js';
import { CONFIRMING_REFUSED } from '../../apps/api/src/mcp/tools/confirming-refused.js';
import { ApiUnderTest } from '../e2e/api-under-test.js';
import { table } from './markdown.js';
import { asked, NOW } from './mcp/asked.js';

const PAGE = 'docs/mcp.md';
/** `npm run docs` writes what is generated into the page; otherwise it is compared. */
const isWriting = process.env.WRITE_DOCS === '1';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start({ at: NOW })));
afterAll(() => api.stop());

const tools = (): string =>
  table(
    ['Tool', 'What for'],
    [
      ...QUESTIONS.map(({ name, says }) => [`\`${name}\``, says]),
      ...RECORDINGS.map(({ name, definition }) => [`\`${name}\``, `Records: ${definition.says}`]),
    ],
  ).join('\n');

const codes = (): string =>
  table(
    ['Code', 'Meaning'],
    Object.values(CONFIRMING_REFUSED).map(({ code, message }) => [`\`${code}\``, message]),
  ).join('\n');

it('says what is offered, and what is answered on the demo', async () => {
  let page = readFileSync(PAGE, 'utf8');
  for (const [name, text] of Object.entries({ tools: tools(), codes: codes(), questions: await asked(api) })) {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
    page = `${page.slice(0, page.indexOf(begin) + begin.length)}\n\n${text}\n\n${page.slice(page.indexOf(end))}`;
  }
  const written = await format(page, { ...(await resolveConfig(PAGE)), filepath: PAGE });
  if (isWriting) writeFileSync(PAGE, written);
  expect(readFileSync(PAGE, 'utf8')).toBe(written);
}, 60_000);
