// Gives the specs a fast-check that tries fewer examples, in the one place where it can be said for all of them.
import { registerHooks } from 'node:module';

const fewerRuns = new URL('./fewer-runs.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'fast-check' && context.parentURL !== fewerRuns
      ? { url: fewerRuns, format: 'module', shortCircuit: true }
      : nextResolve(specifier, context),
});
