import type { Command } from 'commander';
import { newProgram } from './program.js';
import { addVerbs } from './verbs.js';

/** What `--help` prints on a terminal of 80 columns, by the words of the verb; '' is the command line's own. */
export async function helpTexts(): Promise<Readonly<Record<string, string>>> {
  let written = '';
  const program = newProgram({ writeOut: (text) => void (written += text), getOutHelpWidth: () => 80 });
  await addVerbs(program, []);
  const texts: Record<string, string> = {};
  const note = (command: Command, words: readonly string[]): void => {
    written = '';
    command.outputHelp();
    texts[words.join(' ')] = written;
    for (const each of command.commands) note(each, [...words, each.name()]);
  };
  note(program, []);
  return texts;
}
