import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContactLog, KeyRing, type RecordAnswer, type RecordRequest } from '#contact-log';
import { MemoryEventStore, type EventStore } from '#event-store';
import { ImportMemory } from '../../apps/cli/src/import/counting/import-memory.js';
import { Tally } from '#intake';
import { sourceIn } from '../../apps/cli/src/import/source/import-source.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { fileOf, folderOf, removeScratch, scratch } from './imported.js';

afterAll(removeScratch);

class HeardLog extends ContactLog {
  readonly decided: string[] = [];

  override recordAll(requests: readonly RecordRequest[]): Promise<readonly RecordAnswer[]> {
    this.decided.push(...requests.map(({ input }) => (input as { customerId: string }).customerId));
    return super.recordAll(requests);
  }
}

const SOURCE = folderOf(`SELECT kind AS type, client AS "customerId", day AS "occurredAt", id AS "issueId",
  CASE kind WHEN 'reportIssue' THEN 'CUSTOMER' END AS "raisedBy" FROM calls`);
const table = (...rows: string[]): string => fileOf('calls.csv', ['kind,client,day,id', ...rows].join('\n'));
const FOX = 'reportIssue,fox,2026-03-01,F-1';
const OWL = 'reportIssue,owl,2026-03-01,O-1';
const REFUSED = 'resolveIssue,owl,2026-03-02,unknown';

/** An import, and whose rows were decided in it. */
async function imported(file: string, memoryFile: string, store: EventStore, keys: KeyRing) {
  const log = new HeardLog(store, keys);
  const tally = new Tally(() => {});
  const memory = await ImportMemory.open(memoryFile, store);
  const context = { log, tally, memory, progress: SILENT, signal: new AbortController().signal, now: Date.now() };
  await sourceIn(SOURCE, [file])({ ...context, pseudonymKey: () => Promise.resolve(null) });
  memory.close();
  const { rowsWritten, unchanged, refused, bad } = tally.summary(0);
  return { decided: [...new Set(log.decided)], rowsWritten, unchanged, refused, bad };
}

it('decides again only customers whose rows have changed, were refused, or who were erased', async () => {
  const [store, keys, file] = [new MemoryEventStore(), new KeyRing(':memory:'), join(scratch(), 'imports.db')];
  const once = (...rows: string[]) => imported(table(...rows), file, store, keys);
  expect(await once(FOX, OWL, REFUSED)).toEqual({
    decided: ['fox', 'owl'],
    rowsWritten: 2,
    unchanged: 0,
    refused: 1,
    bad: 0,
  });
  expect(await once(REFUSED, FOX, OWL)).toEqual({ decided: ['owl'], rowsWritten: 0, unchanged: 2, refused: 1, bad: 0 });
  expect(await once(OWL, FOX)).toEqual({ decided: ['owl'], rowsWritten: 0, unchanged: 2, refused: 0, bad: 0 });
  expect(await once(OWL, FOX)).toEqual({ decided: [], rowsWritten: 0, unchanged: 2, refused: 0, bad: 0 });
  const more = await once(OWL, FOX, 'resolveIssue,fox,2026-03-02,F-1');
  expect(more).toEqual({ decided: ['fox'], rowsWritten: 1, unchanged: 2, refused: 0, bad: 0 });

  await new ContactLog(store, keys).record({
    type: 'CustomerErased',
    input: { customerId: 'owl' },
    recordedBy: 'me',
    correlationId: 'c',
  });
  expect(await once(OWL, FOX)).toEqual({ decided: ['owl'], rowsWritten: 0, unchanged: 1, refused: 1, bad: 0 });
});

it('forgets everything if the log is another one than it was, and if its file is damaged', async () => {
  const [keys, file] = [new KeyRing(':memory:'), join(scratch(), 'imports.db')];
  const rows = table(FOX, OWL);
  const before = new MemoryEventStore();
  await imported(rows, file, before, keys);
  // Put back from a backup, it lacks what was recorded since, and may have grown past it.
  const putBack = new MemoryEventStore();
  for (const at of [1, 2, 3, 4, 5, 6]) {
    const id = `00000000-0000-4000-8000-00000000000${at}`;
    await putBack.append('other', [{ id, type: 'Other', data: {}, metadata: {} }], 'any');
  }
  expect(await imported(rows, file, putBack, keys)).toMatchObject({ decided: ['fox', 'owl'], rowsWritten: 2 });
  expect(await imported(rows, file, putBack, keys)).toMatchObject({ decided: [], unchanged: 2 });
  writeFileSync(file, 'no database');
  expect(await imported(rows, file, putBack, keys)).toMatchObject({ decided: ['fox', 'owl'], unchanged: 2 });
});
