// The one place that prints: control characters in names, notes and refused values never reach a terminal.
import { once } from 'node:events';
import { visible } from './visible.js';

/** Writes text for people, or JSON, to stdout as `write` does. Control characters are made visible. */
export const say = (text: string): Promise<void> => write(visible(text));

/** Writes rows to stdout as `write` does, and to the byte, except on a terminal: there control characters are made visible. */
export const sayRows = (rows: string): Promise<void> => write(process.stdout.isTTY ? visible(rows) : rows);

/** Writes a line to stdout; control characters are made visible. */
export const tell = (line: string): void => console.log(visible(line));

/** Writes a line to stderr; control characters are made visible. */
export const complain = (line: string): void => console.error(visible(line));

/** What commander prints: help, and what is wrong with a command. */
export const COMMANDER_OUTPUT = {
  writeOut: (text: string) => void process.stdout.write(visible(text)),
  writeErr: (text: string) => void process.stderr.write(visible(text)),
};

/** Waits while the reader of stdout is slow. Does nothing once it has closed it, as `| head` does. */
async function write(text: string): Promise<void> {
  const { stdout } = process;
  if (text === '' || !stdout.writable || stdout.write(text)) return;
  await once(stdout, 'drain').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
