import type { RecordRequest } from '#contact-log';
import { declares, normalId } from '#relationship';
import { allDone } from '#event-store';
import { csvRecords } from '../files/csv-records.js';
import type { ImportContext, Importer } from '../counting/import-context.js';
import { inputFile, type InputFile } from '../files/input-file.js';
import { linesOf, type Line } from '../files/lines.js';
import { badRow, isBad, type BadRow } from '../files/row.js';
import { UnreadableFile } from '../files/unreadable-file.js';
import type { ContactRow } from './contact-row.js';
import type { CutText } from '#source';
import { csvRows } from './csv-rows.js';
import { contentOf, DerivedKeys, type Content } from './derived-key.js';
import { ndjsonRows } from './ndjson-rows.js';

const CONTACT_FORMATS = ['.ndjson', '.csv'];
const RECORDED_BY = 'import:contacts';

/** Limits of a batch in memory. The rows of one customer are one append, and the store limits its size. */
const MOST_ROWS = 256;
const MOST_SIZE = 64 * 1024;

type Ready = { readonly line: number; readonly request: RecordRequest; readonly cut: readonly CutText[] };

/**
 * Records contacts in the canonical form. The contacts of one customer keep the order of the file.
 * @throws UnreadableFile before anything is recorded; and as `ContactLog.recordAll`
 */
export const contactsIn = (path: string): Importer => {
  const file = inputFile(path, CONTACT_FORMATS);
  return (context) => importContacts(file, context);
};

async function importContacts(file: InputFile, context: ImportContext): Promise<void> {
  const { log, tally, progress, signal } = context;
  progress.begin('Recording', file.bytes);
  const recordOfOne = async (rows: readonly Ready[]): Promise<void> => {
    const answers = await log.recordAll(rows.map(({ request }) => request));
    for (const [index, { line, cut }] of rows.entries()) tally.addRow({ line }, answers.slice(index, index + 1), cut);
  };
  for await (const batch of batches(file, context)) {
    const opened = batch.filter(({ request }) => declares(request.type, 'opens')).map(customerOf);
    if (opened.length > 0) await log.makeKeys(opened);
    await allDone([...Map.groupBy(batch, customerOf).values()].map(recordOfOne));
    if (signal.aborted) return;
  }
}

async function* batches(file: InputFile, { tally, progress, now }: ImportContext): AsyncIterable<readonly Ready[]> {
  const keys = new DerivedKeys();
  let batch: Ready[] = [];
  let size = 0;
  try {
    for await (const row of rowsOf(file, now, (bytes) => progress.reach(bytes))) {
      const content = isBad(row) ? null : contentOf(row);
      if (isBad(row)) tally.addBad({ line: row.line }, row.bad);
      else if (content === null) tally.addBad({ line: row.line }, 'it is nested too deeply');
      else {
        if (batch.length === MOST_ROWS || size + content.size > MOST_SIZE) {
          yield batch;
          batch = [];
          size = 0;
        }
        batch.push({ line: row.line, request: requestOf(row, keys, content), cut: row.cut });
        size += content.size;
      }
    }
    yield batch;
  } finally {
    keys.close();
  }
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

/** Rows without a customer are grouped under ''; each of them will be refused. */
function customerOf({ request }: Ready): string {
  const { customerId } = request.input as { readonly customerId?: unknown };
  return typeof customerId === 'string' ? normalId(customerId) : '';
}
