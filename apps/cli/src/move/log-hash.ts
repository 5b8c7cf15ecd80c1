import { createHash } from 'node:crypto';
import type { JsonValue, StoredEvent } from '#event-store';

/** The parts of an event that a move must keep. Position and append time are set by each store. */
export type MovedEvent = Pick<StoredEvent, 'stream' | 'revision' | 'id' | 'type' | 'data' | 'metadata'>;

/**
 * The same text for equal events, however their JSON is written: fields sorted by the UTF-16 code units of their names, no
 * spaces between tokens, one line.
 */
export const canonicalText = ({ stream, revision, id, type, data, metadata }: MovedEvent): string =>
  canonical([stream, revision, id, type, data, metadata]);

function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const object = value as { readonly [key: string]: JsonValue };
  const fields = Object.keys(object).sort();
  return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical(object[name] ?? null)}`).join(',')}}`;
}

/** Count and SHA-256 of a log. The hash is over the canonical texts of its events in order, each followed by a newline. */
export class LogHash {
  private readonly hash = createHash('sha256');
  private counted = 0;

  get events(): number {
    return this.counted;
  }

  add(event: MovedEvent): void {
    this.hash.update(canonicalText(event)).update('\n');
    this.counted += 1;
  }

  /** So far, in hexadecimal; more may be added. */
  sha256(): string {
    return this.hash.copy().digest('hex');
  }
}
