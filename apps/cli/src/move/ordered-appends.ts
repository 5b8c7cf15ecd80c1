import type { EventStore, NewEvent } from '#event-store';
import type { CarriedEvent } from './log-file.js';

type Append = { readonly stream: string; readonly first: number; readonly events: NewEvent[]; bytes: number };

/** Limits of one append, well below the limits of every store. */
const MOST_EVENTS = 200;
const MOST_BYTES = 256 * 1024;
/** Limits of appends requested together; they share one commit. Used only if the store keeps their order. */
const MOST_TOGETHER = 500;
const MOST_BYTES_TOGETHER = 2 * 1024 * 1024;

/** Appends events in exactly the order in which they are added, in groups as large as the store allows. */
export class OrderedAppends {
  private waiting: Append[] = [];
  private events = 0;
  private bytes = 0;

  constructor(private readonly store: EventStore) {}

  /** @throws as EventStore.append, for any event added so far */
  async add({ stream, revision, id, type, data, metadata }: CarriedEvent): Promise<void> {
    const event = { id, type, data, metadata };
    const bytes = Buffer.byteLength(JSON.stringify([data, metadata])) + 2 * type.length;
    const last = this.waiting.at(-1);
    const belongs = last?.stream === stream && last.events.length < MOST_EVENTS && last.bytes + bytes <= MOST_BYTES;
    if (!belongs && !this.hasRoomFor(bytes)) await this.flush();
    if (belongs) {
      last.events.push(event);
      last.bytes += bytes;
    } else this.waiting.push({ stream, first: revision, events: [event], bytes });
    this.events += 1;
    this.bytes += bytes;
  }

  /** Resolves when everything added is on disk. */
  async flush(): Promise<void> {
    const appends = this.waiting;
    this.waiting = [];
    this.events = this.bytes = 0;
    const append = ({ stream, first, events }: Append) =>
      this.store.append(stream, events, first === 0 ? 'none' : first - 1);
    // Wait for all answers even if one is a refusal, so that no append is pending afterwards.
    const outcomes = await Promise.allSettled(appends.map(append));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  private hasRoomFor(bytes: number): boolean {
    if (this.waiting.length === 0) return true;
    if (!this.store.commitsInOrderAsked) return false;
    return this.events < MOST_TOGETHER && this.bytes + bytes <= MOST_BYTES_TOGETHER;
  }
}
