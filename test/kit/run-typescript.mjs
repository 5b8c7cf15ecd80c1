// Lets a test start a program of this repository in a process of its own, straight from its TypeScript:
// node --conditions=source --import ./test/kit/run-typescript.mjs program.ts
// This file is JavaScript: for one in TypeScript, Node loads its own compiler first, a quarter of a second in every process.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, isBuiltin, registerHooks } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, threadId } from 'node:worker_threads';

const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/run-typescript');
const FOUND = join(CACHE, 'found.json');
const HERE = pathToFileURL(`${ROOT}/`).href;
const INSTALLED = createHash('sha256')
  .update(readFileSync(join(ROOT, 'package-lock.json')))
  .digest('hex');
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

/**
 * Where the modules of installed packages are, kept from one process to the next: to find them took a fifth of a start.
 * @type {Record<string, { url: string, format: string | null | undefined }>}
 */
const found = readFound();
let isFoundNew = false;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const { parentURL = '' } = context;
    const isOurs = /^\..*\.js$/.test(specifier) && TYPESCRIPT.test(parentURL);
    if (!isOurs) return fromPackages(specifier, context, nextResolve);
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

process.on('exit', () => {
  if (isFoundNew) keep(FOUND, JSON.stringify({ of: INSTALLED, found: { ...readFound(), ...found } }));
});

/** @returns {typeof found} nothing where other packages are installed now */
function readFound() {
  const kept = textIn(FOUND);
  const { of, found } = kept === '' ? { of: '', found: {} } : JSON.parse(kept);
  return of === INSTALLED ? found : {};
}

/**
 * @param {string} specifier
 * @param {import('node:module').ResolveHookContext} context
 * @param {(specifier: string, context: import('node:module').ResolveHookContext) => import('node:module').ResolveFnOutput} nextResolve
 * @returns {import('node:module').ResolveFnOutput}
 */
function fromPackages(specifier, context, nextResolve) {
  const { parentURL = '', conditions } = context;
  // What our own files ask for by a relative path or an alias may change at any time.
  const isKept = parentURL.includes('/node_modules/') ? !isBuiltin(specifier) : /^(?!node:)[@a-z]/.test(specifier);
  if (!isKept || !parentURL.startsWith('file:')) return nextResolve(specifier, context);
  const key = `${conditions.includes('require') ? 'require' : 'import'} ${specifier} ${relative(ROOT, dirname(new URL(parentURL).pathname))}`;
  const known = found[key];
  if (known) return { url: HERE + known.url, format: known.format, shortCircuit: true };
  const { url, format } = nextResolve(specifier, context);
  if (url.startsWith(HERE)) {
    found[key] = { url: url.slice(HERE.length), format };
    isFoundNew = true;
  }
  return { url, format };
}

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
