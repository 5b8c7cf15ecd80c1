import { streamOf } from '#contact-log';
import type { EventStore, StoredEvent } from '#event-store';

export type Range = {
  /** Exclusive. */
  readonly after?: bigint;
  /** Inclusive; not together with `follow`. */
  readonly upTo?: bigint;
};

const BATCH_SIZE = 1_000;

/** The events of a range in log order, in batches. For one customer only its stream is read. */
export async function* eventsIn(
  store: EventStore,
  { after = 0n, upTo }: Range,
  customer: string | undefined,
): AsyncIterable<readonly StoredEvent[]> {
  const source =
    customer === undefined ? store.readAll({ after, batchSize: BATCH_SIZE }) : store.readStream(streamOf(customer));
  for await (const batch of source) {
    yield batch.filter(({ position }) => position > after && (upTo === undefined || position <= upTo));
    if (upTo !== undefined && (batch.at(-1)?.position ?? 0n) >= upTo) return;
  }
}

/** Like `eventsIn`, and then follows the log: new events of any process come as they are appended. */
export const eventsFrom = (
  store: EventStore,
  { after = 0n }: Range,
  signal: AbortSignal,
): AsyncIterable<readonly StoredEvent[]> => store.follow({ after, batchSize: BATCH_SIZE, signal });
