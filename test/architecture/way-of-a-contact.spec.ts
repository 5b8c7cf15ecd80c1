import { readFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector/promises';
import { pathToFileURL } from 'node:url';
import { ApiUnderTest } from '../e2e/api-under-test.js';

// ARCHITECTURE.md lists the files on the way of a contact, each with a function. V8 counts the calls while one check-in is
// recorded and heard of, so a stop that is gone, renamed or no longer on the way fails here.

type Stop = { readonly file: string; readonly name: string };

const SECTION = /## The way of a contact\n([\s\S]*?)\n## /;
const STOP = /^\d+\. \[[^\]]+\]\(([^)]+)\) `(\w+)`: .+\.$/;

function stops(): readonly Stop[] {
  const [, section = ''] = SECTION.exec(readFileSync('ARCHITECTURE.md', 'utf8')) ?? [];
  const lines = section.split('\n').filter((line) => /^\d+\./.test(line));
  return lines.map((line) => {
    const [, file, name] = STOP.exec(line) ?? [];
    if (file === undefined || name === undefined) throw new Error(`no file and function in: ${line}`);
    return { file, name };
  });
}

/** How often each function was called, by file. */
type Calls = ReadonlyMap<string, ReadonlyMap<string, number>>;

async function callsDuring(act: () => Promise<void>): Promise<Calls> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  try {
    await act();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return new Map(
      result.map(({ url, functions }) => [url.replace(pathToFileURL('/').href, '/'), countsOf(functions)]),
    );
  } finally {
    await session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
  }
}

function countsOf(functions: readonly Profiler.FunctionCoverage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { functionName, ranges } of functions)
    counts.set(functionName, (counts.get(functionName) ?? 0) + (ranges[0]?.count ?? 0));
  return counts;
}

describe('the way of a contact', () => {
  let api: ApiUnderTest;
  beforeAll(async () => (api = await ApiUnderTest.start()));
  afterAll(() => api.stop());

  it('leads through every file that ARCHITECTURE.md names', async () => {
    const way = stops();
    expect(way.length).toBeGreaterThanOrEqual(12);
    await api.accept('openRelationship', { customerId: 'acme' });
    const client = api.socket();
    const changes = client.iterate({
      query: 'subscription { trustChanged(customerIds: ["acme"]) { before { score } after { score } } }',
    });
    // It listens once something else on the same socket was answered.
    const next = changes.next();
    await client.iterate({ query: '{ models { id } }' }).next();
    const calls = await callsDuring(async () => {
      await api.accept('recordCheckIn', { customerId: 'acme', note: 'A word' });
      await next;
    });
    await client.dispose();
    const missing = way.filter(({ file, name }) => !(callsIn(calls, file).get(name) ?? 0));
    expect(missing).toEqual([]);
  });
});

const callsIn = (calls: Calls, file: string): ReadonlyMap<string, number> =>
  [...calls].find(([path]) => path.endsWith(`/${file}`))?.[1] ?? new Map<string, number>();
