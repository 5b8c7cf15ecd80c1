// The whole published incident log, from the packed file to the views, as `import` does it with the source of the log; then once more,
// when nothing in it is new. Beside it reading the file with the source's SQL, without which there is no import.
// RAPPORT_DATA names the folder that holds the log; without it the bench is left out.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OpenContacts, readSource } from '#source';
import { CSV } from '../../apps/cli/src/import/counting/report-form.js';
import { sourceIn } from '../../apps/cli/src/import/source/import-source.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { runImport } from '../../apps/cli/src/import/counting/run-import.js';
import type { ImportSummary } from '#intake';
import type { BenchRow } from './measure.js';

const LOG = join(process.env.RAPPORT_DATA ?? '', 'incident_event_log.csv.gz');
const SOURCE = 'apps/cli/sources/incident-log';
const AIM_SECONDS = 60;

/** One round of each, cold: that is how an import is met. */
export async function importBench(): Promise<readonly BenchRow[]> {
  if (!existsSync(LOG)) {
    console.error(`import: left out, since there is no ${LOG} (RAPPORT_DATA names its folder)`);
    return [];
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'import-bench-'));
  try {
    const limit = await readOnly();
    const first = await importInto(dataDir);
    const again = await importInto(dataDir);
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    console.error(
      `import: ${first.rowsRead} rows, ${first.contactsWritten} contacts, in the views after ` +
        `${first.seconds.toFixed(1)} s (aim: under ${AIM_SECONDS} s); ${megabytes} MB at most`,
    );
    return [
      row('reading the file with the SQL of the source', limit, limit),
      row('Rapport, views included', rate(first), limit),
      row('Rapport again, nothing new', rate(again), limit),
    ];
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

async function readOnly(): Promise<number> {
  const from = performance.now();
  const { signal } = new AbortController();
  const contacts = await OpenContacts.open(readSource(SOURCE), [LOG], { now: Date.now(), signal });
  for await (const _ of contacts.rows()) continue;
  await contacts.close();
  return contacts.count / ((performance.now() - from) / 1000);
}

async function importInto(dataDir: string): Promise<ImportSummary> {
  const { summary } = await runImport(sourceIn(SOURCE, [LOG]), {
    inputs: [LOG],
    report: null,
    form: CSV,
    storage: { dataDir },
    progress: SILENT,
    signal: new AbortController().signal,
  });
  return summary;
}

const rate = ({ rowsRead, seconds }: ImportSummary): number => rowsRead / seconds;

function row(variant: string, perSecond: number, limit: number): BenchRow {
  const rounded = Math.round(perSecond);
  const measured = { name: 'import, rows of the incident log', variant, perSecond: rounded };
  const spread: [number, number] = [rounded, rounded];
  return perSecond === limit
    ? { ...measured, role: 'limit', spread }
    : { ...measured, role: 'ours', spread, ratioToLimit: perSecond / limit };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await importBench());
