// Stress tests over a book of 100,000 relationships, in this thread and in two workers of half the book each. The limit
// reads the score of every relationship once. Aim: at least 100,000 relationships a second on two cores.
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { mergeStress, scoreFromSums, stressTest, TRUST_BETA_1, type Scenario, type StressTest } from '#trust';
import { measureInterleaved, type BenchRow } from './measure.js';
import { benchBook, NOW } from './stress-book.js';

const RELATIONSHIPS = 100_000;
const MOST = 1000;

const SCENARIOS: readonly (readonly [name: string, scenario: Scenario])[] = [
  ['one service of 20 delayed by two days', { is: 'SERVICE_DELAYED', service: 'service-3', byDays: 2 }],
  ['one owner of 100 silent for 30 days', { is: 'OWNER_SILENT', owner: 'owner-7', days: 30 }],
  ['every promise due this week missed', { is: 'PROMISES_MISSED', withinDays: 7 }],
  ['every promise due in two weeks missed', { is: 'PROMISES_MISSED', withinDays: 14 }],
];

export async function stressBench(): Promise<BenchRow[]> {
  const half = RELATIONSHIPS / 2;
  const workers = [workerFor(0, half), workerFor(half, RELATIONSHIPS)];
  const ready = Promise.all(workers.map(answerOf));
  const book = benchBook(0, RELATIONSHIPS, TRUST_BETA_1);
  const sums = book.map(({ counted, asOf, model }) => ({ model, asOf, byClass: Object.fromEntries(counted) }));
  await ready;
  const inWorkers = async (scenario: Scenario): Promise<StressTest> => {
    const answers = Promise.all(workers.map(answerOf));
    for (const worker of workers) worker.postMessage(scenario);
    return mergeStress((await answers) as StressTest[], MOST);
  };
  const rows: BenchRow[] = [];
  try {
    for (const [name, scenario] of SCENARIOS) {
      const { totals } = await inWorkers(scenario);
      const what = `stress, ${name}: ${totals.concerned} concerned, ${totals.fell} fall, ${totals.calls} calls`;
      rows.push(
        ...(await measureInterleaved(what, [
          {
            variant: 'every score read once',
            isLimit: true,
            round: () => sums.filter((each) => scoreFromSums(each, NOW, TRUST_BETA_1).score >= 0).length,
          },
          {
            variant: 'stressTest, one thread',
            round: () => stressTest(book, { scenario, asOf: NOW, model: TRUST_BETA_1, most: MOST }).looked,
          },
          { variant: 'stressTest, two workers', round: async () => (await inWorkers(scenario)).looked },
        ])),
      );
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return rows;
}

const workerFor = (from: number, to: number): Worker =>
  new Worker(new URL('./stress-worker.js', import.meta.url), { workerData: { from, to } });

const answerOf = (worker: Worker): Promise<unknown> =>
  new Promise((answer, failed) => {
    worker.once('error', failed);
    worker.once('message', (message) => {
      worker.off('error', failed);
      answer(message);
    });
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await stressBench());
