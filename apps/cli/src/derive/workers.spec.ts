import { MOST_WORKERS, workersFor } from './workers.js';

const inFile = { isOnServer: false, cores: 4 };
const onServer = { isOnServer: true, cores: 4 };

it.each([
  ['an empty log', { ...inFile, upTo: 0n }, 1],
  ['just too little for two', { ...inFile, upTo: 19_999n }, 1],
  ['just enough for two', { ...inFile, upTo: 20_000n }, 2],
  ['much', { ...inFile, upTo: 1_000_000n }, 4],
  ['much on one core', { ...inFile, cores: 1, upTo: 1_000_000n }, 1],
  ['much on more cores than are of use', { ...inFile, cores: 64, upTo: 1_000_000n }, MOST_WORKERS],
  ['64 for little', { ...inFile, asked: 64, upTo: 19_999n }, 1],
  ['64 for some', { ...inFile, asked: 64, upTo: 30_000n }, 3],
  ['64 for much', { ...inFile, asked: 64, upTo: 1_000_000n }, MOST_WORKERS],
  ['more than there are cores', { ...inFile, asked: 6, upTo: 1_000_000n }, 6],
  ['one for much', { ...inFile, asked: 1, upTo: 1_000_000n }, 1],
  ['much on a server', { ...onServer, upTo: 1_000_000_000n }, 1],
  ['three for much on a server', { ...onServer, asked: 3, upTo: 1_000_000_000n }, 3],
  ['three for little on a server, whose positions are bytes', { ...onServer, asked: 3, upTo: 7_999_999n }, 1],
])('%s', (_, work, workers) => {
  expect(workersFor(work)).toBe(workers);
});
