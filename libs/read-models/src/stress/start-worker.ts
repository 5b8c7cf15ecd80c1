import { Worker } from 'node:worker_threads';

/** A thread of its own for a part of the book. */
export const startStressWorker = (): Worker => new Worker(new URL('./stress-worker.js', import.meta.url));
