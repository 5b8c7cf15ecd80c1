import type { WithoutKey } from '#deployment';
import type { Log } from '../config/logging.js';
import { MissingKeys } from './missing-keys.js';

async function said(find: (signal: AbortSignal) => Promise<WithoutKey>): Promise<unknown[]> {
  const lines: unknown[] = [];
  const write = (fields: unknown) => void lines.push(fields);
  const log = { error: write, warn: write, debug: () => undefined } as unknown as Log;
  const looking = new MissingKeys({ customersWithoutKey: find }, log);
  looking.onApplicationBootstrap();
  await new Promise((resolve) => setImmediate(resolve));
  await looking.onApplicationShutdown();
  return lines;
}

it('says how many customers have no key and who the first are, and nothing where each has one', async () => {
  expect(await said(() => Promise.resolve({ count: 2, first: ['a', 'b'] }))).toEqual([
    { code: 'KEY_MISSING', customers: 2, first: ['a', 'b'] },
  ]);
  expect(await said(() => Promise.resolve({ count: 0, first: [] }))).toEqual([]);
});

it('does not hold up a stop, and says that it could not find out only where nobody stopped it', async () => {
  const untilAborted = (signal: AbortSignal) =>
    new Promise<WithoutKey>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  expect(await said(untilAborted)).toEqual([]);
  expect(await said(() => Promise.reject(new Error('gone')))).toMatchObject([{ code: 'INTERNAL' }]);
});
