import type { Command } from 'commander';

const HELP = `
Serves GraphQL, sockets and the dashboard on HOST and PORT (default: 127.0.0.1 and 3000) until it is told to stop. The first
start prints an admin token. All settings are in the table of the README.`;

/** The server is the other app. Its address is no import, so that nothing of it is loaded or compiled for other verbs. */
const SERVER = new URL('../../../api/src/main.js', import.meta.url).href;

/** Registers `start`. */
export function startVerb(program: Command): void {
  program
    .command('start')
    .description('serve, until it is told to stop')
    .addHelpText('after', HELP)
    .action(async () => void (await import(SERVER)));
}
