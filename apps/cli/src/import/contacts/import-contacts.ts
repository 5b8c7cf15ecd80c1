import type { RecordRequest } from '#contact-log';
import { declares } from '#relationship';
import { allDone } from '#event-store';
import { csvRecords } from '../files/csv-records.js';
import { contentOf, type Content } from '#intake';
import type { ImportContext, Importer } from '../counting/import-context.js';
import { inputFile, type InputFile } from '../files/input-file.js';
import { linesOf, type Line } from '../files/lines.js';
import { badRow, isBad, type BadRow } from '../files/row.js';
import { UnreadableFile } from '../files/unreadable-file.js';
import type { ContactRow } from './contact-row.js';
import { csvRows } from './csv-rows.js';
import { DerivedKeys } from './derived-key.js';
import { ndjsonRows } from './ndjson-rows.js';
import { customerOf, RowsInOrder, type Ready } from './rows-in-order.js';

const CONTACT_FORMATS = ['.ndjson', '.csv'];
const RECORDED_BY = 'import:contacts';

/** Limits of a batch in memory. The rows of one customer are one append, and the store limits its size. */
const MOST_ROWS = 256;
const MOST_SIZE = 64 * 1024;

/**
 * Records contacts in the canonical form. They are sorted by customer and time first, so that a file may be newest first and
 * have what follows before what it follows from.
 * @throws UnreadableFile before anything is recorded; and as `ContactLog.recordAll`
 */
export const contactsIn = (path: string): Importer => {
  const file = inputFile(path, CONTACT_FORMATS);
  return (context) => importContacts(file, context);
};

async function importContacts(file: InputFile, context: ImportContext): Promise<void> {
  const { log, tally, progress, signal } = context;
  const rows = new RowsInOrder();
  const recordOfOne = async (own: readonly Ready[]): Promise<void> => {
    const answers = await log.recordAll(own.map(({ request }) => request));
    for (const [index, { line, cut }] of own.entries()) tally.addRow({ line }, answers.slice(index, index + 1), cut);
  };
  try {
    progress.begin('Reading', file.bytes);
    await readAll(file, rows, context);
    progress.begin('Recording', rows.count);
    for (const batch of batches(rows)) {
      if (signal.aborted) return;
      const opened = batch.filter(({ request }) => declares(request.type, 'opens')).map(customerOf);
      if (opened.length > 0) await log.makeKeys(opened);
      await allDone([...Map.groupBy(batch, customerOf).values()].map(recordOfOne));
      progress.reach(tally.rows);
    }
  } finally {
    rows.close();
  }
}

async function readAll(
  file: InputFile,
  rows: RowsInOrder,
  { tally, progress, now, signal }: ImportContext,
): Promise<void> {
  const keys = new DerivedKeys();
  try {
    for await (const row of rowsOf(file, now, (bytes) => progress.reach(bytes))) {
      if (signal.aborted) return;
      const content = isBad(row) ? null : contentOf(row);
      if (isBad(row)) tally.addBad({ line: row.line }, row.bad);
      else if (content === null) tally.addBad({ line: row.line }, 'it is nested too deeply');
      else rows.add({ line: row.line, request: requestOf(row, keys, content), cut: row.cut, size: content.size });
    }
  } finally {
    keys.close();
  }
}

function* batches(rows: RowsInOrder): Generator<readonly Ready[]> {
  let batch: Ready[] = [];
  let size = 0;
  for (const row of rows.read()) {
    if (batch.length === MOST_ROWS || size + row.size > MOST_SIZE) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(row);
    size += row.size;
  }
  yield batch;
}

function rowsOf(file: InputFile, now: number, tell: (bytes: number) => void): AsyncIterable<ContactRow | BadRow> {
  const lines = upToDamage(linesOf(file.read(tell)));
  return file.format === '.csv' ? csvRows(csvRecords(lines), now) : ndjsonRows(lines, now);
}

/** If the file proves damaged after part of it was recorded, the rest counts as one bad row. */
async function* upToDamage(lines: AsyncIterable<Line | BadRow>): AsyncIterable<Line | BadRow> {
  let last = 0;
  try {
    for await (const line of lines) {
      last = line.line;
      yield line;
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile) || last === 0) throw error;
    yield badRow(last + 1, `nothing from here on can be read: ${error.message}`);
  }
}

function requestOf({ type, input, recordedAt }: ContactRow, keys: DerivedKeys, content: Content): RecordRequest {
  const said = { type, recordedBy: RECORDED_BY, correlationId: RECORDED_BY, recordedAt: recordedAt ?? undefined };
  if (input.idempotencyKey != null) return { ...said, input };
  const { key, ...counted } = keys.next(content);
  return { ...said, input: { ...input, idempotencyKey: key }, row: { ...counted, recordedAt } };
}
