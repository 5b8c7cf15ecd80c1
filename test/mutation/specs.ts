// What Mocha loads: the specs that judge a lib of the core, written for Jest. Jest would load every module anew for each mutant;
// here they stay loaded and warm, and a mutant costs a tenth of a second instead of one and a half.
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect as jestsExpect } from 'expect';
import fc from 'fast-check';
import { bind } from 'jest-each';

Object.assign(globalThis, { expect: jestsExpect });
Object.assign(it, { each: bind(it as never) });
Object.assign(describe, { each: bind(describe as never) });
// The same examples for every mutant, so that a result can be had again; which of them is smallest does not matter here.
fc.configureGlobal({ seed: 20_260_314, endOnFailure: true });

const root = join(import.meta.dirname, '../..');
const mutated = process.env.MUTATED_FOLDER ?? 'libs/relationship/src';
const lib = mutated.split('/', 2).join('/');

type Coverage = { static: Record<string, number> };
const coverage = () => (globalThis as { __stryker__?: { mutantCoverage?: Coverage } }).__stryker__?.mutantCoverage;

/** A mutant that keeps a module from loading is one that was noticed. */
async function load(file: string): Promise<void> {
  try {
    await import(join(root, file));
  } catch (error) {
    it(`${file} loads`, () => {
      throw error;
    });
  }
}

// What runs as the sources load is shown to every test, in a process of its own. What runs as the specs are collected is
// not: a table of cases computed outside of its test would make nearly every mutant as dear as that.
for (const file of globSync('libs/{relationship,trust}/src/**/*.ts', { cwd: root, exclude: ['**/*.spec.ts'] }))
  await load(file);
const reachedByLoading = { ...coverage()?.static };

// Each lib is judged by its own specs, by the laws and by the reference page. What the histories of the laws reach is said
// of them, not of the code. The first failure ends the run, so what is nearest to the mutant comes first.
const distance = (file: string): number => (dirname(file) === mutated ? 0 : file.startsWith(lib) ? 1 : 2);
const specs = [`${lib}/src/**/*.spec.ts`, 'test/docs/pages.spec.ts', 'test/laws/*.spec.ts']
  .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: ['**/reach.spec.ts'] }))
  .sort((a, b) => distance(a) - distance(b) || (a < b ? -1 : 1));
for (const file of specs) await load(file);

const reached = coverage();
if (reached) reached.static = reachedByLoading;
