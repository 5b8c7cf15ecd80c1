import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';

/** In place of libs/read-models/src/stress/start-worker.ts: the same worker, straight from its TypeScript. */
export const startStressWorker = (): Worker =>
  new Worker(resolve('libs/read-models/src/stress/stress-worker.ts'), {
    execArgv: ['--conditions=source', '--import', './test/contract/run-typescript.ts'],
  });
