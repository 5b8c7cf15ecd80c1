import { InvalidArgumentError, type Command } from 'commander';
import { storageSettings } from '#deployment';
import { instantIn } from '#relationship';
import { EXIT } from '../terminal/exit-codes.js';
import { wholeFrom } from '../derive/options.js';
import { MOST_CUSTOMERS } from './scenes/customer.js';
import { runDemo, StoreTaken } from './run-demo.js';
import { summaryText } from './summary-text.js';
import { complain, tell } from '../terminal/saying.js';

const HELP = `
Simulates a year of an IT service provider from a seed. Its five account managers behave differently, and the scores show
it. Every contact passes the rules of the API. The same --seed, --customers and --until give the same contacts, byte for
byte. DATA_DIR (default: ./data) must not hold other contacts; running the same demo again adds nothing.`;

type Options = { readonly seed: number; readonly customers: number; readonly until?: number; readonly json?: boolean };

/** Registers `demo`. */
export function demoVerb(program: Command): void {
  program
    .command('demo')
    .description('fill an empty store with a simulated year of contacts')
    .option(
      '--seed <number>',
      'seed of the simulation; another one gives other customers and events',
      wholeFrom(0, 2 ** 31 - 1),
      1,
    )
    .option('--customers <number>', `number of customers, 1 to ${MOST_CUSTOMERS}`, wholeFrom(1, MOST_CUSTOMERS), 120)
    .option('--until <time>', 'when the year ends, ISO 8601 with a zone, not in the future (default: now)', pastInstant)
    .option('--json', 'print the summary as one JSON object on stdout')
    .addHelpText('after', HELP)
    .action(act);
}

async function act({ seed, customers, until = undefined, json = false }: Options): Promise<void> {
  try {
    const storage = storageSettings(process.env);
    const summary = await runDemo({ seed, customers, until: until ?? null, storage });
    tell(json ? JSON.stringify(summary) : summaryText(summary, storage.dataDir));
  } catch (error) {
    if (!(error instanceof StoreTaken)) throw error;
    complain(error.message);
    process.exitCode = EXIT.USAGE;
  }
}

function pastInstant(text: string): number {
  const at = instantIn(text);
  if (at === null) throw new InvalidArgumentError('Give an ISO 8601 time with its zone, such as 2026-03-02T09:30:00Z.');
  if (at > Date.now()) throw new InvalidArgumentError('A simulated year cannot end in the future.');
  return at;
}
