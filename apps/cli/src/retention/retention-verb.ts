import type { Command } from 'commander';
import { storageSettings } from '#deployment';
import { DAY_MS, toIso } from '#relationship';
import { untilInterrupted } from '../session/session.js';
import { EXIT } from '../terminal/exit-codes.js';
import { tell } from '../terminal/saying.js';
import { UsageError } from '../terminal/usage-error.js';
import { applyRetention, type RetentionResult } from './retention.js';

const HELP = `
Without --erase nothing is done: it lists who would be erased. An erasure cannot be undone: the key of the customer is destroyed. The
score and the contacts stay, without personal text. Whoever is under a legal hold (setLegalHold) is listed and never erased. A server may be
running. Whoever is opened again or put under a hold meanwhile is left as they are.`;

type Options = {
  readonly olderThan: string;
  readonly erase?: boolean;
  readonly except?: readonly string[];
  readonly json?: true;
};

/** Registers `retention`. */
export function retentionVerb(program: Command): void {
  program
    .command('retention')
    .description('erase customers whose relationships have been closed for long; first list who they are')
    .requiredOption('--older-than <days>', 'how long they must have been closed, such as 730d')
    .option('--dry-run', 'only list them (the default)')
    .option('--erase', 'erase them')
    .option('--except <ids...>', 'customers who are to be kept')
    .option('--json', 'print the result as one JSON object on stdout')
    .addHelpText('after', HELP)
    .action(retention);
}

async function retention({
  olderThan,
  erase = false,
  except = [],
  json,
  dryRun,
}: Options & { dryRun?: true }): Promise<void> {
  if (erase && dryRun) throw new UsageError('give either --dry-run or --erase, not both');
  const order = { olderThanMs: daysIn(olderThan) * DAY_MS, erase, except: new Set(except), now: Date.now() };
  await untilInterrupted(async (signal) => {
    const result = await applyRetention(storageSettings(process.env), { ...order, signal });
    tell(json ? JSON.stringify(jsonOf(result)) : textOf(result));
    if (signal.aborted) process.exitCode = EXIT.INTERRUPTED;
    else if (result.refused.length > 0) process.exitCode = EXIT.ROWS_LEFT_OUT;
  });
}

function daysIn(text: string): number {
  const [, days] = /^(\d{1,5})d$/.exec(text) ?? [];
  if (days === undefined || Number(days) < 1)
    throw new UsageError(`--older-than must be a number of days, such as 730d, not "${text}"`);
  return Number(days);
}

const jsonOf = ({ closed, held, erased, refused, kept }: RetentionResult) => ({
  closed: closed.map(({ customerId, closedAt }) => ({ customerId, closedAt: toIso(closedAt) })),
  held: held.map(({ customerId, closedAt, holds }) => ({ customerId, closedAt: toIso(closedAt), holds })),
  ...{ erased, refused, kept },
});

function textOf({ closed, held, erased, refused, kept }: RetentionResult): string {
  return [
    ...closed.map(({ customerId, closedAt }) => `${customerId}  closed since ${toIso(closedAt).slice(0, 10)}`),
    ...kept.map((customerId) => `${customerId}  is kept`),
    ...held.map(({ customerId, holds }) => `${customerId}  is under a legal hold: ${holds.join(', ')}`),
    ...refused.map(({ customerId, code }) => `${customerId}  was not erased: ${code}`),
    erased === null
      ? `${closed.length} would be erased. Nothing was done: run again with --erase.`
      : `${erased.length} of ${closed.length} were erased.`,
  ].join('\n');
}
