import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A thread of its own for a part of the book: a file of the same kind as this one, compiled or not. */
export const startStressWorker = (): Worker =>
  new Worker(new URL(`./stress-worker${extname(import.meta.url)}`, import.meta.url));
