import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { existingInboxKey, inboxFile, storageSettings } from '#deployment';
import { INBOX_FAILURES, InboxStore, type InboxState, type ListedRequest } from '#intake';
import { toIso } from '#relationship';
import { EXIT } from '../terminal/exit-codes.js';
import { say, tell } from '../terminal/saying.js';
import { UsageError } from '../terminal/usage-error.js';
import { visibleInLine } from '../terminal/visible.js';

const HELP = `
What other systems send is kept, sealed, until it is made into contacts (docs/inbox.md). A server may be running: it tries again within a
second what is asked for here. Each node has an inbox of its own, in its data folder.`;

/** The most requests that are listed. */
const MOST = 1_000;

type ListOptions = { readonly waiting?: true; readonly json?: true };

/** Registers `inbox list`, `inbox retry` and `inbox drop`. */
export function inboxVerb(program: Command): void {
  const verb = program
    .command('inbox')
    .description('list what other systems sent and could not be made into contacts, and try it again')
    .addHelpText('after', HELP);
  verb
    .command('list')
    .description('list the requests that failed, each with the reason')
    .option('--waiting', 'those that wait, too')
    .option('--json', 'print them as one JSON object on stdout')
    .action(list);
  verb
    .command('retry')
    .description('let failed requests be tried again')
    .argument('[numbers...]', 'as `list` shows them (default: all)')
    .action((numbers: readonly string[]) =>
      change(numbers, 'are tried again by the server', (store, seqs) => store.retry(seqs)),
    );
  verb
    .command('drop')
    .description('give failed requests up, and delete what they say')
    .argument('<numbers...>', 'as `list` shows them')
    .action((numbers: readonly string[]) => change(numbers, 'are deleted', (store, seqs) => store.drop(seqs)));
}

async function list({ waiting, json }: ListOptions): Promise<void> {
  const settings = storageSettings(process.env);
  const file = inboxFile(settings);
  const key = existsSync(file) ? await existingInboxKey(settings) : null;
  const states: InboxState[] = waiting ? ['FAILED', 'WAITING'] : ['FAILED'];
  const requests = existsSync(file) ? within(file, (store) => store.list(states, key, MOST)) : [];
  await say(json ? `${JSON.stringify({ requests: requests.map(jsonOf) })}\n` : textOf(requests));
  process.exitCode = requests.some(({ state }) => state === 'FAILED') ? EXIT.ROWS_LEFT_OUT : EXIT.DONE;
}

function change(
  numbers: readonly string[],
  does: string,
  act: (store: InboxStore, seqs: readonly number[] | null) => number,
): void {
  const wrong = numbers.find((each) => !/^[1-9]\d{0,14}$/.test(each));
  if (wrong !== undefined)
    throw new UsageError(`"${wrong}" is no number of a request; \`rapport inbox list\` shows them`);
  const file = inboxFile(storageSettings(process.env));
  const seqs = numbers.length === 0 ? null : numbers.map(Number);
  const count = existsSync(file) ? within(file, (store) => act(store, seqs)) : 0;
  if (count === 0 && seqs !== null) throw new UsageError(`none of these requests failed: ${numbers.join(', ')}`);
  tell(`${count} requests ${does}.`);
}

function within<T>(file: string, act: (store: InboxStore) => T): T {
  const store = InboxStore.open(file);
  try {
    return act(store);
  } finally {
    store.close();
  }
}

const jsonOf = ({ seq, receivedAt, ...request }: ListedRequest) => ({
  number: seq,
  ...request,
  receivedAt: toIso(receivedAt),
});

function textOf(requests: readonly ListedRequest[]): string {
  if (requests.length === 0) return 'Nothing failed.\n';
  return `${requests
    .map(({ seq, inbox, state, receivedAt, tries, code, reason }) =>
      [
        `${seq}  ${inbox}  ${state}  received ${toIso(receivedAt)}  tried ${tries} times`,
        ...(code === null ? [] : [`    ${INBOX_FAILURES[code]}`]),
        ...(reason ?? '').split('\n').flatMap((line) => (line === '' ? [] : [`    ${visibleInLine(line)}`])),
      ].join('\n'),
    )
    .join('\n')}\n`;
}
