import type { Command } from 'commander';
import { openViewsForReading, retryParked, storageSettings, type StorageSettings } from '#deployment';
import { countParked, listParked, PARKED_REASONS, type ParkedEvent, type ViewsDatabase } from '#read-models';
import { toIso } from '#relationship';
import { EXIT } from '../terminal/exit-codes.js';
import { say } from '../terminal/saying.js';
import { visibleInLine } from '../terminal/visible.js';

type Options = { readonly retry?: true; readonly json?: true };

/** The most events that are listed. */
const MOST = 1_000;

/** Registers `parked`. */
export function parkedVerb(program: Command): void {
  program
    .command('parked')
    .description('list what the lists do not show because it cannot be projected; a server may be running')
    .option('--retry', 'project it again first, of each relationship all or nothing; needs the settings of the server')
    .option('--json', 'print it as one JSON object on stdout')
    .action(parked);
}

type Listed = { readonly released: number; readonly total: number; readonly events: readonly ParkedEvent[] };

async function parked({ retry, json }: Options): Promise<void> {
  const settings = storageSettings(process.env);
  const found = retry ? await retried(settings) : await listed(settings);
  await say(json ? `${JSON.stringify(found)}\n` : textOf(found, retry));
  process.exitCode = found.total === 0 ? EXIT.DONE : EXIT.ROWS_LEFT_OUT;
}

/** Only reads: a server's views are left as they are, whatever this process is set to. */
async function listed(settings: StorageSettings): Promise<Listed> {
  const db = openViewsForReading(settings);
  return listedIn(db, 0).finally(() => db.destroy());
}

const retried = (settings: StorageSettings): Promise<Listed> => retryParked(settings, listedIn);

const listedIn = async (db: ViewsDatabase, released: number): Promise<Listed> => ({
  released,
  total: await countParked(db),
  events: await listParked(db, MOST),
});

function textOf({ released, total, events }: Listed, retry?: true): string {
  const lines = events.map(
    ({ position, customerId, stream, type, reason, since }) =>
      `${position}  ${visibleInLine(customerId ?? stream)}  ${visibleInLine(type)}  since ${toIso(since)}\n    ${PARKED_REASONS[reason]}`,
  );
  return [
    ...(retry ? [`${released} events are shown again.`] : []),
    total === 0 ? 'Nothing is parked.' : `${total} events are parked:`,
    ...lines,
    '',
  ].join('\n');
}
