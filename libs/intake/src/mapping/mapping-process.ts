// The process that runs the engine. Its parent starts it with limits, and starts another when it has ended.
import { loadEngine, OpenContacts, SourceInvalid, SourceTooSlow, type SourceRow } from '#source';
import type { MappingAnswer, MappingOrder, MappingReady } from './messages.js';

/** One document makes no more contacts. */
const MOST_ROWS = 10_000;
/** Memory outside the heap of JavaScript, above all the engine's, has no limit of its own that always holds. */
const MOST_RESIDENT_BYTES = 768 * 1024 * 1024;
const LOOK_EVERY_MS = 100;

setInterval(() => {
  if (process.memoryUsage.rss() > MOST_RESIDENT_BYTES) process.exit(1);
}, LOOK_EVERY_MS).unref();

process.on('message', (order: MappingOrder) => void answer(order).then((answered) => process.send?.(answered)));
// Its parent has ended.
process.on('disconnect', () => process.exit(0));
await loadEngine();
process.send?.({ ready: true } satisfies MappingReady);

async function answer({ id, source, document, now, limits, pseudonymKey }: MappingOrder): Promise<MappingAnswer> {
  try {
    const contacts = await OpenContacts.ofDocument(source, document, {
      now,
      limits,
      signal: new AbortController().signal,
      pseudonymKey: () => Promise.resolve(pseudonymKey === null ? null : Buffer.from(pseudonymKey)),
    });
    try {
      if (contacts.count > MOST_ROWS)
        return { id, invalid: `it gives ${contacts.count} rows: at most ${MOST_ROWS} are taken`, isLate: false };
      const rows: SourceRow[] = [];
      for await (const row of contacts.rows()) rows.push(row);
      return { id, rows };
    } finally {
      await contacts.close();
    }
  } catch (error) {
    const invalid = error instanceof SourceInvalid ? error.message : `the engine failed: ${(error as Error).message}`;
    return { id, invalid, isLate: error instanceof SourceTooSlow };
  }
}
