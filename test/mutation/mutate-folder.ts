import { Stryker } from '@stryker-mutator/core';
import type { Scope } from './scopes.js';

export type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/**
 * Mutates one folder; its report is then in reports/mutation.
 * @param skipStatic leave out what runs only as a module loads: it is shown to every test, each time in a new process
 * @param reuse keep what the last report says of mutants whose code and whose tests' names are the same
 */
export async function mutateFolder(
  { folder, files, name, remembers }: Scope,
  { reuse, skipStatic }: { readonly reuse: boolean; readonly skipStatic: boolean },
): Promise<readonly MutantResult[]> {
  const report = `reports/mutation/${name.replaceAll('/', '.')}`;
  // Read by specs.ts in the processes that run the tests.
  process.env.MUTATED_FOLDER = folder;
  return new Stryker({
    mutate: [...files],
    testRunner: 'mocha',
    plugins: ['@stryker-mutator/mocha-runner'],
    mochaOptions: { spec: ['test/mutation/specs.ts'], 'no-config': true, 'no-package': true },
    testRunnerNodeArgs: [
      '--conditions=source',
      '--import=./test/kit/run-typescript.mjs',
      '--import=./test/mutation/loader.ts',
    ],
    // A mutant is shown only to the tests that reach it. What runs as a module loads is shown to all: most of what a
    // contact declares is such, so it is not left out.
    coverageAnalysis: 'perTest',
    ignoreStatic: skipStatic,
    warnings: { slow: false, unknownOptions: true, preprocessorErrors: true, unserializableOptions: true },
    concurrency: 2,
    maxTestRunnerReuse: remembers ? 1 : 0,
    // Time enough to load everything anew on a busy machine; most loops that never end are noticed by counting.
    timeoutMS: 45_000,
    incremental: true,
    incrementalFile: `${report}.json`,
    force: !reuse,
    // What no spec of the core reads need not be in the sandbox.
    ignorePatterns: ['dist', 'dist.*', 'data', 'bench-results', 'coverage', 'infra'],
    reporters: ['clear-text', 'html', process.stdout.isTTY ? 'progress' : 'progress-append-only'],
    clearTextReporter: { reportTests: false, logTests: false },
    htmlReporter: { fileName: `${report}.html` },
    thresholds: { high: 95, low: 85, break: null },
  }).runMutationTest();
}
