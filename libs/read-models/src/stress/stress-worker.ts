// A worker thread that holds a share of the relationships and runs stress tests, so that the main thread can serve requests.
import { parentPort } from 'node:worker_threads';
import type { Ask, Reply } from './messages.js';
import { WorkerShare } from './worker-share.js';

const share = new WorkerShare();
const reply = (message: Reply): void => parentPort?.postMessage(message);

async function answer(ask: Ask): Promise<void> {
  try {
    reply({ id: ask.id, answered: await answerTo(ask) });
  } catch (failed) {
    reply({ id: ask.id, failed });
  }
}

function answerTo(ask: Ask) {
  switch (ask.what) {
    case 'change':
      return share.change(ask.asked);
    case 'run':
      return share.run(ask.asked, (done) => reply({ id: ask.id, done }));
    case 'lines':
      return share.lines(ask.asked);
    case 'forget':
      return share.forget(ask.asked);
  }
}

parentPort?.on('message', (ask: Ask) => void answer(ask));
