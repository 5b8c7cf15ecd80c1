import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Starts a worker thread for one share. The worker's file has the same extension as this one, compiled or not. */
export const startStressWorker = (): Worker =>
  new Worker(new URL(`./stress-worker${extname(import.meta.url)}`, import.meta.url));
