// Builds the page into apps/dashboard/dist, each file also compressed. Does nothing where what is there was made from the same
// files, so that a start and each `npm run rapport` spend no second on it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const PAGE = join(import.meta.dirname, '..');
const OUT = join(PAGE, 'dist');
const MADE_FROM = join(OUT, 'made-from');
/** Beside the page: another version of a package is another page. */
const LOCK = join(PAGE, '../../package-lock.json');
const SERVED = /\.(html|js|css|svg)$/;

const madeFrom = digestOf([
  ...filesOf('src'),
  ...filesOf('../client/src'),
  ...filesOf('build'),
  join(PAGE, 'index.html'),
  LOCK,
]);
const isThere = existsSync(MADE_FROM) && readFileSync(MADE_FROM, 'utf8') === madeFrom;
if (!isThere) await build();

async function build(): Promise<void> {
  // Loaded only where it is needed: loading takes longer than looking.
  const vite = await import('vite');
  await vite.build({
    root: PAGE,
    base: './',
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    // `process.env` does not exist in a browser, and a file of settings must not get into the page.
    envDir: false,
    build: {
      outDir: OUT,
      emptyOutDir: true,
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Vite's message in kB would stand in the output of every start.
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: {
        // "use client" tells servers that render React what is not for them.
        onLog: (level, log, say) => log.code === 'MODULE_LEVEL_DIRECTIVE' || say(level, log),
      },
    },
  });
  for (const name of readdirSync(OUT, { recursive: true, encoding: 'utf8' }).filter((each) => SERVED.test(each))) {
    const content = readFileSync(join(OUT, name));
    writeFileSync(join(OUT, `${name}.br`), brotliCompressSync(content));
    writeFileSync(join(OUT, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
  // Last: a build that was interrupted counts for nothing.
  writeFileSync(MADE_FROM, madeFrom);
}

function filesOf(folder: string): string[] {
  return readdirSync(join(PAGE, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(PAGE.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
