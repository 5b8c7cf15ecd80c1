import type { startApi as Start } from '../../apps/api/src/start.js';

declare global {
  // Only `var` declares a global.
  var startApi: typeof Start;
}

/** Starts the API that the test environment has loaded. What it throws is an `Error` of another realm than the test's. */
export const { startApi } = globalThis;
