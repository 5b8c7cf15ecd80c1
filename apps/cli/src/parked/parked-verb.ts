import type { Command } from 'commander';
import { openDeployment, storageSettings } from '#deployment';
import { listParked, PARKED_REASONS, type ParkedEvent } from '#read-models';
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
    .option('--retry', 'project it again first, of each relationship all or nothing')
    .option('--json', 'print it as one JSON object on stdout')
    .action(parked);
}

async function parked({ retry, json }: Options): Promise<void> {
  const deployment = await openDeployment(storageSettings(process.env));
  try {
    const { projector, db } = deployment;
    const released = retry ? await projector.retryParked() : 0;
    const events = await listParked(db, MOST);
    const total = await projector.parked();
    await say(json ? `${JSON.stringify({ released, total, events })}\n` : textOf(released, total, events, retry));
    process.exitCode = total === 0 ? EXIT.DONE : EXIT.ROWS_LEFT_OUT;
  } finally {
    await deployment.close();
  }
}

function textOf(released: number, total: number, events: readonly ParkedEvent[], retry?: true): string {
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
