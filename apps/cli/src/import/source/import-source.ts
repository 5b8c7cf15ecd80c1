import { importerOf, recordContacts } from '#intake';
import { OpenContacts, readSource } from '#source';
import type { Importer } from '../counting/import-context.js';

/**
 * Records the contacts of a source. They come sorted by customer and time, so that a file may be newest first and have what
 * follows before what it follows from. @throws SourceInvalid before anything is recorded; and as `ContactLog.recordAll`
 */
export const sourceIn =
  (folder: string, files: readonly string[]): Importer =>
  async (context) => {
    const { progress, signal, now, pseudonymKey } = context;
    progress.begin('Reading', null);
    const source = readSource(folder);
    const contacts = await OpenContacts.open(source, files, { now, signal, pseudonymKey, isNamedByCaller: true });
    try {
      await recordContacts(contacts, { ...context, recorder: importerOf(source) });
    } finally {
      await contacts.close();
    }
  };
