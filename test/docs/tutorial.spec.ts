import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseModel } from '#trust';
import { removeScratch, scratch } from '../import/imported.js';
import { rapport } from '../import/rapport.js';

const PAGE = 'docs/tutorial-service-desk.md';
/** `npm run docs` writes what the commands print into the page; otherwise it is compared. */
const isWriting = process.env.WRITE_DOCS === '1';
/** What a page would be too long with. */
const LINES_SHOWN = 12;

afterAll(removeScratch);

/** The end of what a command prints: of a backtest the verdicts, of a fit everything. */
function shown(stdout: string): string {
  const lines = stdout
    .replaceAll(/\S*\/desk/g, 'data/desk')
    .trimEnd()
    .split('\n');
  const table = lines.findIndex((line) => line.startsWith('predictor'));
  if (table < 0) return lines.join('\n');
  const verdicts = lines.slice(lines.findIndex((line) => /^[!-] /.test(line))).filter((line) => /^[!-] /.test(line));
  return [...lines.slice(table, table + 4), '...', ...verdicts.slice(0, LINES_SHOWN - 5)].join('\n');
}

it('runs as written, and prints what it says', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const folder = scratch();
  const blocks = [...page.matchAll(/```(sh|text)\n([\s\S]*?)```/g)].map(([, language = '', code = '']) => ({
    language,
    code,
  }));
  let printed = '';
  let written = page;
  for (const { language, code } of blocks) {
    if (language === 'text') {
      if (isWriting) written = written.replace(`\`\`\`text\n${code}`, `\`\`\`text\n${printed}\n`);
      else expect(code.trimEnd()).toBe(printed);
      continue;
    }
    for (const line of code.trimEnd().split('\n')) {
      if (line === 'mkdir -p -m 700 data') {
        mkdirSync(join(folder, 'made'));
        continue;
      }
      const [npx, command, ...words] = line.split(' ');
      expect([npx, command]).toEqual(['npx', 'rapport']);
      const {
        code: exit,
        stdout,
        stderr,
      } = await rapport(folder, ...words.map((word) => word.replace(/^data\//, `${folder}/made/`))).ended;
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      printed = shown(stdout);
    }
  }
  if (isWriting) writeFileSync(PAGE, written);
  expect(existsSync(join(folder, 'made', 'desk.html'))).toBe(true);
  const model = parseModel(JSON.parse(readFileSync(join(folder, 'made', 'desk-model.json'), 'utf8')));
  expect(model).toMatchObject({
    id: 'desk/1',
    document: { evidence: { outcome: "this caller's next incident misses its target" } },
  });
}, 120_000);
