import { streamOf } from '#contact-log';
import type { EventStore, StoredEvent } from '#event-store';

export type Range = {
  /** Exclusive. */
  readonly after?: bigint;
  /** Inclusive; not together with `follow`. */
  readonly upTo?: bigint;
};

const BATCH_SIZE = 1_000;

/** The events of a range in the order of the log, in batches; of one customer from its own stream alone. */
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

/** The same without end: what is recorded next, by whichever process, follows as it is recorded. */
export const eventsFrom = (
  store: EventStore,
  { after = 0n }: Range,
  signal: AbortSignal,
): AsyncIterable<readonly StoredEvent[]> => store.follow({ after, batchSize: BATCH_SIZE, signal });
