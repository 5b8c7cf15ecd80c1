// Lets a test start a program of this repository in a process of its own, straight from its TypeScript:
// node --conditions=source --import ./test/kit/run-typescript.mjs program.ts
// This file is JavaScript: for one in TypeScript, Node loads its own compiler first, a quarter of a second in every process.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, threadId } from 'node:worker_threads';

const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/run-typescript');
const require = createRequire(import.meta.url);

/** @type {import('@swc/core').Options} */
const OPTIONS = {
  swcrc: false,
  module: { type: 'es6' },
  sourceMaps: 'inline',
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    experimental: { keepImportAttributes: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};
const swcVersion = require('@swc/core/package.json').version;
const HOW = JSON.stringify([OPTIONS, swcVersion]);

const TYPESCRIPT = /\.m?ts(\?.*)?$/;
const TEST_FILE = /spec\.ts(\?.*)?$/;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const { parentURL = '' } = context;
    const isOurs = /^\..*\.js$/.test(specifier) && TYPESCRIPT.test(parentURL);
    if (!isOurs) return nextResolve(specifier, context);
    // Node would look at every folder on the way to the file.
    const url = new URL(specifier.replace(/\.js$/, '.ts'), parentURL);
    // A test file that another one imports declares its tests once for each: it is a module of its own each time.
    if (TEST_FILE.test(url.href) && TEST_FILE.test(parentURL)) url.search = encodeURIComponent(basename(parentURL));
    return { url: url.href, format: 'module', shortCircuit: true };
  },
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !TYPESCRIPT.test(url)) return nextLoad(url, context);
    return { format: 'module', source: javaScriptOf(fileURLToPath(url)), shortCircuit: true };
  },
});
// Not in a thread: ending one that has such a cache now and then crashes Node 24.
if (isMainThread) enableCompileCache(join(CACHE, 'compiled'));

/**
 * The JavaScript of a file, kept on disk from one process to the next: most of what a start took was this transformation.
 * The kept text ends with the hash of what it was made from.
 * @param {string} filename
 * @returns {string}
 */
function javaScriptOf(filename) {
  const source = readFileSync(filename, 'utf8');
  const madeFrom = createHash('sha256').update(HOW).update(source).digest('hex');
  const keptIn = join(CACHE, `${relative(ROOT, filename).replaceAll('../', '')}.js`);
  const kept = textIn(keptIn);
  if (kept.endsWith(madeFrom)) return kept.slice(0, -madeFrom.length);
  // Loaded only where it is needed, since loading it takes a tenth of a second.
  const { code } = require('@swc/core').transformSync(source, { ...OPTIONS, filename });
  keep(keptIn, code + madeFrom);
  return code;
}

/** @param {string} path @returns {string} nothing if there is no such file */
function textIn(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Moved into place whole, since other processes and threads read it and may write it too. @param {string} path @param {string} text */
function keep(path, text) {
  const written = `${path}.${process.pid}.${threadId}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(written, text);
  renameSync(written, path);
}
