// The file that carries a log: NDJSON. THIS IS A FILE FORMAT: docs/moving-a-log.md describes it.
import type { JsonObject, StoredEvent } from '#event-store';
import { toIso } from '#relationship';
import { isBad } from '../import/files/row.js';
import { linesOf } from '../import/files/lines.js';
import type { InputFile } from '../import/files/input-file.js';
import { UnreadableFile } from '../import/files/unreadable-file.js';
import { LogHash, type MovedEvent } from './log-hash.js';

export const LOG_FORMATS = ['.ndjson'] as const;

/** An event has up to 1 MiB in the log, and more as a line, which also holds its stream and metadata. */
const MOST_LINE_BYTES = 24 * 1024 * 1024;

const FORMAT = 'rapport-log';
const VERSION = 1;

/** An event of a line. `position` and `appendedAt` are those of the exporting store; an interrupted export resumes by them. */
export type CarriedEvent = MovedEvent & { readonly position: string; readonly appendedAt: string };

/** The last line; a file without it is incomplete. */
export type Trailer = { readonly events: number; readonly sha256: string };

export const headerLine = (): string => `${JSON.stringify({ format: FORMAT, version: VERSION })}\n`;

export const trailerLine = (hash: LogHash): string =>
  `${JSON.stringify({ events: hash.events, sha256: hash.sha256() } satisfies Trailer)}\n`;

export const eventLine = ({ stream, revision, id, type, data, metadata, position, appendedAt }: StoredEvent): string =>
  `${JSON.stringify({
    stream,
    revision,
    id,
    type,
    data,
    metadata,
    position: String(position),
    appendedAt: toIso(appendedAt),
  } satisfies CarriedEvent)}\n`;

export type LogLine = { readonly event: CarriedEvent } | { readonly trailer: Trailer };

/**
 * The lines after the header, one after another.
 * @throws UnreadableFile another format, or a line that cannot be read; it names the line
 */
export async function* logLines(file: InputFile, tell?: (bytes: number) => void): AsyncIterable<LogLine> {
  let expected: 'header' | 'event' | 'nothing' = 'header';
  for await (const each of linesOf(file.read(tell), MOST_LINE_BYTES)) {
    const damaged = (says: string) => new UnreadableFile(`${file.path}, line ${each.line}: ${says}`);
    if (isBad(each)) throw damaged(each.bad);
    const value = parsed(each.text);
    if (expected === 'nothing') throw damaged('comes after the last line of a log');
    if (expected === 'header') {
      if (value?.format !== FORMAT)
        throw new UnreadableFile(`${file.path} is not a log: it was not written by export log`);
      if (value.version !== VERSION)
        throw new UnreadableFile(
          `${file.path} is a log of version ${String(value.version)}; this release reads ${VERSION}`,
        );
      expected = 'event';
      continue;
    }
    if (isTrailer(value)) {
      expected = 'nothing';
      yield { trailer: value };
      continue;
    }
    if (!isEvent(value)) throw damaged('is not an event of a log');
    yield { event: value };
  }
}

/**
 * Reads the whole file and checks its count and hash.
 * @param see is shown each event @returns its count and hash @throws UnreadableFile damaged, incomplete, or not a log
 */
export async function checkedLogFile(
  file: InputFile,
  tell?: (bytes: number) => void,
  see?: (event: CarriedEvent) => void,
): Promise<Trailer> {
  const hash = new LogHash();
  const revisions = new Revisions();
  let trailer: Trailer | undefined;
  for await (const line of logLines(file, tell)) {
    if ('trailer' in line) {
      trailer = line.trailer;
      continue;
    }
    const gap = revisions.problemWith(line.event);
    if (gap !== null) throw new UnreadableFile(`${file.path}: ${gap}`);
    hash.add(line.event);
    see?.(line.event);
  }
  if (trailer === undefined)
    throw new UnreadableFile(`${file.path} is incomplete: run export log again; it continues where it stopped`);
  const { events, sha256 } = trailer;
  if (events !== hash.events)
    throw new UnreadableFile(`${file.path} holds ${hash.events} events, but its last line says ${events}`);
  if (sha256 !== hash.sha256())
    throw new UnreadableFile(`${file.path} was changed: its SHA-256 is not that of its last line`);
  return trailer;
}

/** Checks that the revisions of each stream are 0, 1, 2, ...; otherwise its events could not be appended at the same revisions. */
export class Revisions {
  private readonly next = new Map<string, number>();

  problemWith({ stream, revision }: Pick<MovedEvent, 'stream' | 'revision'>): string | null {
    const expected = this.next.get(stream) ?? 0;
    this.next.set(stream, revision + 1);
    return revision === expected
      ? null
      : `stream ${stream} has revision ${revision} where ${expected} is wanted: some of its events were deleted, and only a complete log can be moved`;
  }
}

/** The event of a line; null if the line holds none. */
export function eventOf(line: string): CarriedEvent | null {
  const value = parsed(line);
  return isEvent(value) ? value : null;
}

type Unchecked = Readonly<Record<string, unknown>>;

function parsed(text: string): Unchecked | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTrailer = (value: Unchecked | null): value is Unchecked & Trailer =>
  typeof value?.events === 'number' && typeof value.sha256 === 'string';

const isEvent = (value: Unchecked | null): value is Unchecked & CarriedEvent =>
  typeof value?.stream === 'string' &&
  Number.isSafeInteger(value.revision) &&
  typeof value.id === 'string' &&
  typeof value.type === 'string' &&
  isObject(value.data) &&
  isObject(value.metadata) &&
  typeof value.position === 'string' &&
  /^\d+$/.test(value.position);
