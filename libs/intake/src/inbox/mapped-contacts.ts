import type { Source, SourceRow } from '#source';
import type { Contacts } from '../recording/recording-context.js';

/** Rows that were mapped elsewhere, as the contacts of a source. */
export function mappedContacts(source: Source, rows: readonly SourceRow[]): Contacts {
  return {
    source,
    count: rows.length,
    rows: async function* () {
      yield* rows;
    },
    async *identities() {},
    name: () => Promise.resolve(),
    async *customers() {},
    leaveOut: () => Promise.resolve(),
    async *unreadable() {},
  };
}
