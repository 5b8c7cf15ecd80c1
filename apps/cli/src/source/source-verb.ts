import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { existingPseudonymKey, storageSettings } from '#deployment';
import { OpenContacts, readSource, type GivenDocument } from '#source';
import { untilInterrupted } from '../session/session.js';
import { EXIT } from '../terminal/exit-codes.js';
import { tell } from '../terminal/saying.js';
import { UsageError } from '../terminal/usage-error.js';
import { checkText } from './check-text.js';
import { checked } from './checked.js';
import { writeFirst } from './first/write-first.js';

const CHECK_HELP = `
Runs the SQL of a source over the files and shows what would be recorded: how many contacts of which type, from when until
when, for how many customers, and the first of them as they would be. Nothing is written. See docs/sources.md.`;

const NEW_HELP = `
Looks at the files and writes FOLDER/contacts.sql and FOLDER/source.yaml with what can be guessed, and with questions as comments. No
value of the files is written, only what they look like. Answer the questions, and look at what comes of it with
\`rapport source check FOLDER FILES\`.`;

/** Registers `source check FOLDER FILES` and `source new FOLDER FILES`. */
export function sourceVerb(program: Command): void {
  const verb = program.command('source').description('work on a source, which says how an export becomes contacts');
  verb
    .command('check')
    .description('show the contacts of a source, and write nothing')
    .argument('<folder>', 'the source: a folder with contacts.sql and, where more is to be said, source.yaml')
    .argument('<files...>', 'the files that it reads')
    .option('--inbox', 'the file is one request, as another system sends it, and inbox.sql is run')
    .option('--json', 'print everything as one JSON object')
    .addHelpText('after', CHECK_HELP)
    .action(check);
  verb
    .command('new')
    .description('write a first source for files, with questions')
    .argument('<folder>', 'the folder to make')
    .argument('<files...>', 'the files that it will read')
    .addHelpText('after', NEW_HELP)
    .action(make);
}

type CheckOptions = { readonly json?: boolean; readonly inbox?: boolean };

async function check(
  folder: string,
  files: readonly string[],
  { json = false, inbox = false }: CheckOptions,
): Promise<void> {
  await untilInterrupted(async (signal) => {
    const options = {
      now: Date.now(),
      signal,
      pseudonymKey: () => existingPseudonymKey(storageSettings(process.env)),
    };
    const source = readSource(folder);
    const contacts = inbox
      ? await OpenContacts.ofDocument(source, documentIn(files), options)
      : await OpenContacts.open(source, files, options);
    try {
      const found = await checked(contacts);
      tell(json ? JSON.stringify(found) : checkText(found));
      if (found.bad.length > 0) process.exitCode ??= EXIT.ROWS_LEFT_OUT;
    } finally {
      await contacts.close();
    }
  });
}

function documentIn([file = '', ...others]: readonly string[]): GivenDocument {
  if (others.length > 0) throw new UsageError('--inbox takes one file, with the body of one request');
  try {
    return { body: readFileSync(file, 'utf8'), receivedAt: Date.now() };
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

async function make(folder: string, files: readonly string[]): Promise<void> {
  await untilInterrupted(async (signal) => {
    await writeFirst(folder, files, signal);
    tell(`${folder}/contacts.sql and source.yaml are a first guess. Answer the questions in them, then run:
  rapport source check ${[folder, ...files].join(' ')}`);
  });
}
