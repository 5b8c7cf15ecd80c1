// A file of a million contacts with 100,000 customers, in the order of their times: memory, and the rate over the file.
// RAPPORT_CUSTOMERS names another number of customers.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CSV } from '../../apps/cli/src/import/counting/report-form.js';
import { runImport } from '../../apps/cli/src/import/counting/run-import.js';
import { contactsIn } from '../../apps/cli/src/import/contacts/import-contacts.js';
import type { Progress } from '../../apps/cli/src/terminal/progress.js';
import { writeContacts } from './large-store.js';
import type { Constant } from './measure.js';

const CUSTOMERS = Number(process.env.RAPPORT_CUSTOMERS ?? 100_000);
const TENTHS = 10;

/** When each tenth of the file was recorded, milliseconds. */
class Tenths implements Progress {
  readonly at: number[] = [];
  private total = Infinity;

  begin(_: string, total: number | null): void {
    if (this.at.length === 0) this.at.push(performance.now());
    this.total = this.at.length > 1 ? Infinity : (total ?? Infinity);
  }

  reach(bytes: number): void {
    while (this.at.length <= TENTHS && bytes >= (this.at.length * this.total) / TENTHS) this.at.push(performance.now());
  }

  end(): void {}
}

export async function importLargeBench(): Promise<readonly Constant[]> {
  const folder = mkdtempSync(join(tmpdir(), 'import-large-'));
  try {
    const file = join(folder, 'contacts.ndjson');
    await writeContacts(file, { customers: CUSTOMERS, contacts: 10, until: Date.now() });
    const tenths = new Tenths();
    const { summary } = await runImport(contactsIn(file), {
      inputs: [file],
      report: null,
      form: CSV,
      storage: { dataDir: join(folder, 'data') },
      progress: tenths,
      signal: new AbortController().signal,
    });
    const rates = tenths.at
      .slice(1)
      .map((at, index) => summary.rowsRead / TENTHS / ((at - (tenths.at[index] ?? 0)) / 1_000));
    const megabytes = statSync(file).size / 1e6;
    console.error(`import: ${JSON.stringify(summary)}; ${Math.round(megabytes)} MB`);
    return [
      constant('import of contacts, written', summary.contactsWritten, 'contacts'),
      constant('import of contacts, with the views', summary.seconds, 's'),
      constant('import of contacts, memory at most', process.resourceUsage().maxRSS / 1024, 'MB'),
      ...rates.map((rate, index) => constant(`import of contacts, tenth ${index + 1}`, rate, 'rows a second')),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const constant = (name: string, value: number, unit: string): Constant => ({ name, value: Math.round(value), unit });
