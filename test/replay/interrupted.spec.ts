import { DAY_MS } from '#relationship';
import { withLog } from '../../apps/cli/src/session/session.js';
import { replayTrust } from '../../apps/cli/src/replay/trust/replay-trust.js';
import { aBook, UNTIL } from './book.js';
import { linesOf } from './in-process.js';

let folder: Awaited<ReturnType<typeof aBook>>;
const dataDir = process.env.DATA_DIR;
beforeAll(async () => {
  folder = await aBook(3);
  process.env.DATA_DIR = folder.path;
});
afterAll(() => {
  if (dataDir === undefined) delete process.env.DATA_DIR;
  else process.env.DATA_DIR = dataDir;
  folder.remove();
});

it('hears of an interruption while the book is weighed, one time after another', async () => {
  const stopping = new AbortController();
  let said = '';
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    if (said === '') setImmediate(() => stopping.abort());
    said += String(text);
    return true;
  });
  const asOf = Array.from({ length: 50 }, (_, back) => UNTIL - (50 - back) * DAY_MS);
  try {
    await withLog((session) => replayTrust(session, { asOf, format: 'ndjson', limit: 1, workers: 1 }), stopping.signal);
  } finally {
    write.mockRestore();
  }
  const times = new Set(linesOf<{ as_of: string }>(said).map((row) => row.as_of));
  expect(times.size).toBe(1);
});
