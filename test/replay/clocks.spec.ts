import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, toIso } from '#relationship';
import { aBook, ODD, UNTIL } from './book.js';
import { linesOf, rapportHere } from './in-process.js';

let folder: Awaited<ReturnType<typeof aBook>>;
beforeAll(async () => {
  folder = await aBook(4);
});
afterAll(() => folder.remove());

const rapport = (...words: string[]) => rapportHere(folder.path, ...words);
const asked = async <T>(...words: string[]) => JSON.parse(await rapport(...words, '--json')) as T;

describe('as of when, where it is left out', () => {
  const then = toIso(UNTIL - 60 * DAY_MS);
  const inThePast = ['--known-at', then];

  it('is when it was known, where that was in the past', async () => {
    type Both = { readonly asOf: string; readonly knownAt: string };
    const both = { asOf: then, knownAt: then };
    expect(await asked<Both>('replay', 'state', ODD, ...inThePast)).toMatchObject(both);
    expect(await asked<Both>('replay', 'compare', 'trust-beta/1', 'trust-beta/2', ...inThePast)).toMatchObject(both);
    const { portfolio, weakest } = await asked<{ portfolio: Both[]; weakest: Both[] }>('replay', 'trust', ...inThePast);
    expect([portfolio.map(({ asOf }) => asOf), weakest[0]]).toEqual([[then], expect.objectContaining(both)]);
    for (const dataset of ['trust', 'evidence']) {
      const rows = linesOf<{ as_of: string }>(await rapport('export', dataset, ...inThePast));
      expect([dataset, new Set(rows.map((row) => row.as_of))]).toEqual([dataset, new Set([then])]);
    }
    const days = linesOf<{ as_of: string }>(
      await rapport('export', 'trust', '--from', toIso(UNTIL - 62 * DAY_MS), ...inThePast),
    );
    expect(new Set(days.map((row) => row.as_of)).size).toBe(3);
  });

  it('is now, where that is yet to come', async () => {
    const { asOf } = await asked<{ asOf: string }>('replay', 'state', ODD, '--known-at', '9000-01-01');
    expect(Math.abs(Date.parse(asOf) - Date.now())).toBeLessThan(DAY_MS);
  });

  it('may be said to be later than what was known', async () => {
    const said = await asked<object>('replay', 'state', ODD, '--as-of', toIso(UNTIL), ...inThePast);
    expect(said).toMatchObject({ asOf: toIso(UNTIL), knownAt: then });
  });
});

it.each([
  ['replay', 'state', ODD],
  ['replay', 'trust'],
  ['replay', 'compare', 'trust-beta/1', 'trust-beta/2'],
  ['export', 'events'],
  ['export', 'evidence'],
  ['export', 'trust'],
])('knows no position that the log has not reached: %s %s', async (...words) => {
  await expect(rapport(...words, '--known-at-position', '99999999')).rejects.toThrow(
    /--known-at-position 99999999 lies beyond the end of the log, which is \d+/,
  );
});

/** Where in it a number stands that can only be a time: milliseconds since some day after 2001. */
function bareTimes(value: unknown, path: string): string[] {
  if (typeof value === 'number') return value > 1e12 ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => bareTimes(each, `${path}.${name}`));
}

describe('what programs are told', () => {
  const OUTCOME = ['--outcome', 'EXPECTATION_MISSED', '--rounds', '10'];
  const QUESTIONS: readonly (readonly string[])[] = [
    ['replay', 'events'],
    ['replay', 'state', ODD],
    ['replay', 'trust'],
    ['replay', 'trust', '--format', 'ndjson', '--interval'],
    ['replay', 'compare', 'trust-beta/1', 'trust-beta/2'],
    ['export', 'events'],
    ['export', 'evidence'],
    ['export', 'trust'],
    ['export', 'obligations', '--as-of', toIso(UNTIL)],
    ['export', 'outcomes'],
    ['backtest', ...OUTCOME],
    ['fit', ...OUTCOME.slice(0, 2), '--name', 'ours/1'],
  ];

  it.each(QUESTIONS.map((words) => [words.join(' '), words] as const))(
    'has instants as texts: %s',
    async (question, words) => {
      const said = linesOf<object>(
        question.startsWith('fit')
          ? JSON.stringify(JSON.parse(await rapport(...words, '--json')))
          : await rapport(...words, '--json'),
      );
      expect(said.length).toBeGreaterThan(0);
      expect(said.flatMap((each) => bareTimes(each, question))).toEqual([]);
    },
  );

  it('has them so in what a file is told, too', async () => {
    for (const dataset of ['evidence', 'obligations', 'outcomes']) {
      const out = join(folder.path, `${dataset}.ndjson`);
      await rapport('export', dataset, '--out', out, '--as-of', toIso(UNTIL));
      const rows = linesOf<object>(readFileSync(out, 'utf8'));
      expect([dataset, rows.length > 0, rows.flatMap((row) => bareTimes(row, dataset))]).toEqual([dataset, true, []]);
    }
  });
});
