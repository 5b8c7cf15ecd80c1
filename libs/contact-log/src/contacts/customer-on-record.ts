import type { EventStore } from '#event-store';
import { formsOf } from '#relationship';
import { streamOf } from '../stored-form/codec.js';

/** As ContactLog.customerNamed, for readers of the log alone; null if nothing is recorded about such a customer. */
export async function customerOnRecord(store: EventStore, customerId: string): Promise<string | null> {
  for (const form of formsOf(customerId))
    for await (const batch of store.readStream(streamOf(form))) if (batch.length > 0) return form;
  return null;
}
