import type { Command } from 'commander';
import { keysPlace, rotateMasterKey, storageSettings, wrapKeys, type MasterKeySetting } from '#deployment';
import { checkKeys, exportKeys } from '../move/move-keys.js';
import { tell } from '../terminal/saying.js';
import { UsageError } from '../terminal/usage-error.js';

const HELP = `
The keys of customers are in DATA_DIR/keys.db, or in the Postgres of KEYS_URL. A master key wraps them: without it nobody reads
personal data, even with log and keys. It is the file of MASTER_KEY_FILE, or what MASTER_KEY_COMMAND prints: 32 bytes in base64
or in hex. Keep a copy of it apart from backups: if it is lost, so is all personal data.`;

const WRAP_HELP = `${HELP}
Stop the servers first, and make a backup. Each of them needs the setting from then on.`;

const ROTATE_HELP = `${HELP}
The log and the keys of customers stay as they are. Servers that run go on; set the new master key before their next start.`;

const WRAPPED_BY = 'the file of the key that wraps them (default: the master key of the settings)';

type Wrapped = { readonly wrappedBy?: string };

/** Registers `keys wrap`, `keys rotate`, `keys export` and `keys import`. */
export function keysVerb(program: Command): void {
  const verb = program
    .command('keys')
    .description("wrap customers' keys by a master key, change that key, and move keys");
  verb
    .command('wrap')
    .description('wrap keys that are not wrapped yet, by the master key of the settings')
    .addHelpText('after', WRAP_HELP)
    .action(wrap);
  verb
    .command('export')
    .description('write all keys to a file, wrapped, to move them; servers may run')
    .argument('<file>', 'for its owner only')
    .option('--wrapped-by <file>', WRAPPED_BY)
    .action(carryOut);
  verb
    .command('import')
    .description('take the keys of a file, such as into another store; stop the servers first')
    .argument('<file>', 'written by `keys export` or `export log --keys`')
    .option('--wrapped-by <file>', WRAPPED_BY)
    .action(carryIn);
  verb
    .command('rotate')
    .description('put another master key in the place of that of the settings')
    .option('--to <file>', 'the file of the new master key; it is made if it does not exist')
    .option('--to-command <command>', 'what prints the new master key')
    .addHelpText('after', ROTATE_HELP)
    .action(rotate);
}

async function carryOut(path: string, { wrappedBy }: Wrapped): Promise<void> {
  const order = wrappedBy === undefined ? { path } : { path, wrappedBy };
  tell(`${await exportKeys(storageSettings(process.env), order)} keys in ${path}, wrapped.`);
}

async function carryIn(path: string, { wrappedBy }: Wrapped): Promise<void> {
  const settings = storageSettings(process.env);
  const checked = await checkKeys(settings, wrappedBy === undefined ? { path } : { path, wrappedBy }, null);
  const added = await checked.take();
  tell(`${checked.carried.keys.length} keys in ${keysPlace(settings).shown}, ${added} of them new.`);
}

async function wrap(): Promise<void> {
  const settings = storageSettings(process.env);
  const { shown } = keysPlace(settings);
  tell((await wrapKeys(settings)) ? `The keys in ${shown} are wrapped.` : `The keys in ${shown} were wrapped already.`);
}

async function rotate({ to, toCommand }: { readonly to?: string; readonly toCommand?: string }): Promise<void> {
  const settings = storageSettings(process.env);
  await rotateMasterKey(settings, newMaster(to, toCommand));
  const name = to === undefined ? `MASTER_KEY_COMMAND='${toCommand}'` : `MASTER_KEY_FILE=${to}`;
  tell(`The keys in ${keysPlace(settings).shown} have another master key. Set ${name} for every server from now on.`);
}

function newMaster(file: string | undefined, command: string | undefined): MasterKeySetting {
  if (file !== undefined && command === undefined) return { file };
  if (command !== undefined && file === undefined) return { command };
  throw new UsageError('name the new master key with either --to FILE or --to-command COMMAND');
}
