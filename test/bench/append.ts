// Durable appends, one and 64 writers, against raw better-sqlite3 one at a time and 64 a commit. Both sides: the same
// schema, bytes and pragmas (WAL, synchronous FULL), JSON written by the appender, expected revision, unique id.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SqliteEventStore, type NewEvent } from '#event-store';
import { measureInterleaved, type BenchRow } from './measure.js';
import { RawLog } from './raw-log.js';

const STREAMS = 1000;
const ALONE = 2000;
const TOGETHER = 64;
const GROUPS = 200;

export const anEvent = (i: number): NewEvent => ({
  id: randomUUID(),
  type: 'ProactiveCallMade',
  data: {
    contactId: `contact-${i}`,
    occurredAt: '2026-03-04T05:06:07.890Z',
    about: { issueId: `issue-${i % 50}` },
    news: 'BAD',
    impactAcknowledged: true,
    apologised: true,
    reason: 'The second site fails over by hand until the part arrives.',
    options: [{ kind: 'WORKAROUND', what: 'Use the second site' }],
  },
  metadata: { recordedAt: '2026-03-04T05:06:08.123Z', recordedBy: 'u-17', correlationId: randomUUID() },
});

export async function appendBench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'append-bench-'));
  const names = Array.from({ length: STREAMS }, (_, i) => `relationship-c-${i}`);
  const oursPath = join(folder, 'ours.sqlite');
  const rawPath = join(folder, 'raw.sqlite');
  const ours = await SqliteEventStore.open(oursPath);
  await (await SqliteEventStore.open(rawPath)).close(); // the schema
  const raw = new RawLog(rawPath, names);
  const revisions = names.map(() => -1);
  let appended = 0;

  const appendOurs = async (): Promise<void> => {
    const i = appended++;
    const stream = i % STREAMS;
    const last = revisions[stream] ?? -1;
    revisions[stream] = last + 1;
    await ours.append(names[stream] ?? '', [anEvent(i)], last < 0 ? 'none' : last);
  };
  const writer = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i += 1) await appendOurs();
  };

  try {
    const alone = await measureInterleaved('append, 1 writer', [
      { variant: 'raw better-sqlite3, one a commit', isLimit: true, round: () => raw.oneAtATime(ALONE, anEvent) },
      { variant: 'SqliteEventStore', round: () => writer(ALONE).then(() => ALONE) },
    ]);
    const together = await measureInterleaved('append, 64 writers', [
      {
        variant: 'raw better-sqlite3, 64 a commit',
        isLimit: true,
        round: () => raw.inGroups(GROUPS, TOGETHER, anEvent),
      },
      {
        variant: 'SqliteEventStore',
        round: async () => {
          await Promise.all(Array.from({ length: TOGETHER }, () => writer(GROUPS)));
          return GROUPS * TOGETHER;
        },
      },
    ]);
    return [...alone, ...together];
  } finally {
    await ours.close();
    raw.close();
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await appendBench());
