// Holds a part of the bench's book and puts it to stress when asked.
import { parentPort, workerData } from 'node:worker_threads';
import { stressTest, TRUST_BETA_1, type Scenario } from '#trust';
import { benchBook, NOW } from './stress-book.js';

const { from, to } = workerData as { readonly from: number; readonly to: number };
const book = benchBook(from, to, TRUST_BETA_1);
parentPort?.postMessage('ready');
parentPort?.on('message', (scenario: Scenario) =>
  parentPort?.postMessage(stressTest(book, { scenario, asOf: NOW, model: TRUST_BETA_1, most: 1000 })),
);
