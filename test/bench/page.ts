// npm run bench:page: keeps the newest raw data of each bench in docs/benches, and writes docs/benches.md of all that is there.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { pageOf, type Measured } from './results.js';

const NEW = 'bench-results';
const KEPT = 'docs/benches';
export const PAGE = 'docs/benches.md';

/** The page as the raw data that are kept give it. */
export async function pageText(): Promise<string> {
  const files = (existsSync(KEPT) ? readdirSync(KEPT) : []).filter((name) => name.endsWith('.json'));
  const all = files.map((name) => JSON.parse(readFileSync(join(KEPT, name), 'utf8')) as Measured);
  return prettier.format(pageOf(all), { ...(await prettier.resolveConfig(PAGE)), filepath: PAGE });
}

if (import.meta.main) {
  mkdirSync(KEPT, { recursive: true });
  for (const name of existsSync(NEW) ? readdirSync(NEW) : [])
    if (name.endsWith('.json')) copyFileSync(join(NEW, name), join(KEPT, name));
  writeFileSync(PAGE, await pageText());
}
