import type { Command } from 'commander';
export function exportVerb(program: Command): void {
  program.command('export').description('write what is on record to files');
}
