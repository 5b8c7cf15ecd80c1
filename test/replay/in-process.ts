import { Command } from 'commander';
import { addVerbs } from '../../apps/cli/src/verbs.js';

/** The command line within this process: what it said on stdout. @throws what the command throws */
export async function rapportHere(dataDir: string, ...words: readonly string[]): Promise<string> {
  const before = process.env.DATA_DIR;
  process.env.DATA_DIR = dataDir;
  let said = '';
  const hear = (text: unknown): boolean => {
    said += String(text);
    return true;
  };
  const write = jest.spyOn(process.stdout, 'write').mockImplementation(hear);
  const log = jest.spyOn(console, 'log').mockImplementation((text) => void hear(`${String(text)}\n`));
  try {
    const quiet = { writeErr: () => {} };
    const program = new Command('rapport').enablePositionalOptions().exitOverride().configureOutput(quiet);
    await addVerbs(program, words);
    for (const verb of program.commands)
      for (const each of [verb, ...verb.commands]) each.exitOverride().configureOutput(quiet);
    await program.parseAsync(['node', 'rapport', ...words]);
    return said;
  } finally {
    write.mockRestore();
    log.mockRestore();
    if (before === undefined) delete process.env.DATA_DIR;
    else process.env.DATA_DIR = before;
  }
}

export const linesOf = <T>(ndjson: string): T[] =>
  ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
