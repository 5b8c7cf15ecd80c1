// The same questions of a log that is on a server answer the same.
import { KurrentEventStore } from '#event-store';
import { within } from '../kit/deployment.js';
import { startStandIn, type StandIn } from '../kurrentdb/stand-in.js';
import { aBook } from './book.js';
import { linesOf, rapportHere } from './in-process.js';

let folder: Awaited<ReturnType<typeof aBook>>;
let server: StandIn;
beforeAll(async () => {
  [folder, server] = [await aBook(2), await startStandIn()];
  const there = new KurrentEventStore(server.url);
  await within(folder.path, async ({ store }) => {
    for await (const batch of store.readAll())
      for (const { stream, revision, id, type, data, metadata } of batch)
        await there.append(stream, [{ id, type, data, metadata }], revision === 0 ? 'none' : revision - 1);
  });
  await there.close();
});
afterAll(async () => {
  delete process.env.EVENT_STORE_URL;
  await server.stop();
  folder.remove();
});

/** What is each log's own is left out. */
const rows = async (...words: string[]) =>
  linesOf<Record<string, unknown>>(await rapportHere(folder.path, ...words))
    .map(({ position: _, appended_at: __, ...row }) => JSON.stringify(row))
    .sort();

it.each([
  [
    [
      'replay',
      'trust',
      '--format',
      'ndjson',
      '--as-of',
      '2026-03-01',
      '--as-of',
      '2026-06-18',
      '--known-at',
      '2026-07-01',
      '--workers',
      '1',
    ],
  ],
  [['replay', 'events', '--json']],
  [['replay', 'events', '--json', '--type', 'CheckInHeld', '--with-names']],
  [['export', 'evidence', '--as-of', '2026-06-18', '--known-at', '2026-07-01']],
  [['export', 'obligations', '--as-of', '2026-06-18', '--known-at', '2026-07-01']],
])('%j', async (words) => {
  delete process.env.EVENT_STORE_URL;
  const here = await rows(...words);
  process.env.EVENT_STORE_URL = server.url;
  expect(await rows(...words)).toEqual(here);
  expect(here.length).toBeGreaterThan(0);
});
