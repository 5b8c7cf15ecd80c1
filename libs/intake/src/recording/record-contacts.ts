import type { RecordAnswer, RecordRequest } from '#contact-log';
import { allDone } from '#event-store';
import { declares } from '#relationship';
import type { CanonicalContact, Source, SourceRow } from '#source';
import { contentOf } from './content.js';
import { Identities } from './identities.js';
import { RecordedWhole } from './recorded-whole.js';
import type { Contacts, Recorder, RecordingContext } from './recording-context.js';

/** Limits of a batch in memory. The rows of one customer in it are one append, and the store limits its size. */
const MOST_ROWS = 512;
const MOST_SIZE = 128 * 1024;

type Ready = { readonly row: SourceRow; readonly request: RecordRequest; readonly opens: RecordRequest | null };

/**
 * Records contacts that come sorted by customer and time, so that what follows may stand before what it follows from. Whoever
 * opened them closes them. @throws SourceInvalid before anything is recorded; and as `ContactLog.recordAll`
 */
export async function recordContacts(contacts: Contacts, context: RecordingContext): Promise<void> {
  const { progress, signal, tally, log, memory } = context;
  const identities = await Identities.read(contacts, context);
  await contacts.name(identities.named);
  const known = memory === null ? null : new RecordedWhole(contacts, log, memory);
  if (known !== null) tally.addUnchanged(await known.leaveOut());
  progress.begin('Recording', contacts.count + identities.count);
  for await (const batch of batches(contacts, context, known)) {
    const opened = batch.filter(({ opens, request }) => opens !== null || declares(request.type, 'opens'));
    if (opened.length > 0) await log.makeKeys(opened.map(({ row }) => row.customerId));
    const customers = [...Map.groupBy(batch, ({ row }) => row.customerId).values()];
    const answers = await allDone(customers.map((rows) => record(rows, log)));
    // Counted in the order of the rows, whichever append ended first: the same rows give the same report.
    for (const [index, rows] of customers.entries()) count(rows, answers[index] ?? [], context, known);
    progress.reach(tally.rows);
    if (signal.aborted) return;
  }
  await identities.record();
  for await (const { file, line, text, bad } of contacts.unreadable()) tally.addBad({ line, file, content: text }, bad);
  await known?.keep();
}

/** Records the rows of one customer in one append; before their answers is that of an opening which no row says. */
function record(rows: readonly Ready[], log: RecordingContext['log']): Promise<readonly RecordAnswer[]> {
  const opens = rows[0]?.opens ?? null;
  const requests = rows.map(({ request }) => request);
  return log.recordAll(opens === null ? requests : [opens, ...requests]);
}

function count(
  rows: readonly Ready[],
  answers: readonly RecordAnswer[],
  { tally }: RecordingContext,
  known: RecordedWhole | null,
): void {
  const opened = (rows[0]?.opens ?? null) === null ? [] : answers.slice(0, 1);
  for (const [index, { row, request }] of rows.entries()) {
    const own = answers.slice(opened.length + index, opened.length + index + 1);
    // What opens a relationship that is open stays as it is. An opening that no row says is counted with the first row.
    const counted = declares(request.type, 'opens') ? own.filter((answer) => !isOpenAlready(answer)) : own;
    if (counted.some(({ refusals }) => refusals.length > 0)) known?.noteFlaw(row.customerId);
    const added = index === 0 ? opened.filter(({ recorded }) => recorded !== null) : [];
    const cut = 'bad' in row.contact ? [] : row.contact.cut;
    tally.addRow({ line: row.line, row: row.row, content: row.said }, [...added, ...counted], cut);
  }
}

/** The relationship was opened before: by hand, by another source, or by an earlier export that began at another time. */
const isOpenAlready = ({ refusals }: RecordAnswer): boolean =>
  refusals.some(({ code }) => code === 'RELATIONSHIP_ALREADY_OPEN' || code === 'IDEMPOTENCY_CONFLICT');

async function* batches(
  contacts: Contacts,
  { tally, recorder }: RecordingContext,
  known: RecordedWhole | null,
): AsyncGenerator<readonly Ready[]> {
  const { source } = contacts;
  let batch: Ready[] = [];
  let size = 0;
  let customerId: string | null = null;
  let said = new Map<string, number>();
  for await (const row of contacts.rows()) {
    const bad = 'bad' in row.contact ? row.contact.bad : recorder.refusalOf(row.contact.type);
    if ('bad' in row.contact || bad !== null) {
      known?.noteFlaw(row.customerId);
      tally.addBad({ line: row.line, row: row.row, content: row.said }, bad ?? '');
      continue;
    }
    const key = keyOf(row, row.contact, source) ?? recorder.keyOf(row);
    const content = key === null ? contentOf(row.contact) : null;
    if (key === null && content === null) {
      known?.noteFlaw(row.customerId);
      tally.addBad({ line: row.line, row: row.row, content: row.said }, 'it is nested too deeply');
      continue;
    }
    const isFirst = row.customerId !== customerId;
    if (isFirst) said = new Map();
    customerId = row.customerId;
    if (batch.length === MOST_ROWS || size + row.size > MOST_SIZE) {
      yield batch;
      batch = [];
      size = 0;
    }
    const digest = content?.digest.toString('hex') ?? '';
    const ordinal = (said.get(digest) ?? 0) + 1;
    said.set(digest, ordinal);
    batch.push({
      row,
      request: requestOf(row, row.contact, recorder, key ?? { digest, ordinal }),
      opens: isFirst && source.opens ? openingOf(row, row.contact, recorder) : null,
    });
    size += row.size;
  }
  yield batch;
}

/** What tells a row from others where nothing says what its id is: its content, and how often the customer has said it. */
type Told = { readonly digest: string; readonly ordinal: number };

function requestOf(
  row: SourceRow,
  { type, input, ...contact }: CanonicalContact,
  recorder: Recorder,
  key: string | Told,
): RecordRequest {
  const recordedAt = recorder.mayBackdate ? contact.recordedAt : null;
  const said = { type, recordedAt: recordedAt ?? undefined, ...saidBy(recorder, row, type) };
  if (typeof key === 'string') return { ...said, input: { ...input, idempotencyKey: key }, ...before(input) };
  const { digest, ordinal } = key;
  return {
    ...said,
    input: { ...input, idempotencyKey: `row:${digest}:${ordinal}` },
    row: { ordinal, recordedAt, alsoAs: [] },
  };
}

/** The row's own key, or what the source says that the id of a contact is made of; null where neither is there. */
function keyOf({ said }: SourceRow, { input }: CanonicalContact, { id, idOf }: Source): string | null {
  if (typeof input.idempotencyKey === 'string') return input.idempotencyKey;
  const values = idOf.map((name) => said[name]);
  return values.length === 0 || values.every((value) => value == null) ? null : JSON.stringify([id, ...values]);
}

/** Earlier releases recorded the incidents of a service desk without saying that their words are not tracked. */
function before({ wordsTracked, ...rest }: CanonicalContact['input']): Pick<RecordRequest, 'inputBefore'> {
  return wordsTracked === false ? { inputBefore: rest } : {};
}

/** Opens the relationship at its first contact; null if that opens it. */
function openingOf(
  row: SourceRow,
  { type, input, recordedAt }: CanonicalContact,
  recorder: Recorder,
): RecordRequest | null {
  if (declares(type, 'opens')) return null;
  const opens = 'RelationshipOpened';
  return {
    type: opens,
    input: { customerId: row.customerId, occurredAt: input.occurredAt },
    recordedAt: recorder.mayBackdate ? (recordedAt ?? undefined) : undefined,
    ...saidBy(recorder, row, opens),
  };
}

const saidBy = ({ correlationId, identityOf, rightsFor }: Recorder, row: SourceRow, type: string) => ({
  recordedBy: identityOf(row),
  correlationId,
  ...rightsFor(type),
});
