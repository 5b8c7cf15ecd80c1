import { Command, type OutputConfiguration } from 'commander';
import { EXIT_CODES_HELP } from './terminal/exit-codes.js';

/** The command line without its verbs. */
export const newProgram = (output: OutputConfiguration): Command =>
  new Command('rapport')
    .description('Analyse and operate Rapport. Data is kept in the folder DATA_DIR (default: ./data).')
    .usage('VERB [options]')
    .addHelpText('after', EXIT_CODES_HELP)
    .exitOverride()
    .configureOutput(output);
