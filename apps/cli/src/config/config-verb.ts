import type { Command } from 'commander';
import { settingsInForce, type SettingInForce } from '#deployment';
import { EXIT } from '../terminal/exit-codes.js';
import { say } from '../terminal/saying.js';
import { textTable } from '../terminal/text-table.js';

type Options = { readonly json?: true };

/** Registers `config`. */
export function configVerb(program: Command): void {
  program
    .command('config')
    .description('say which settings hold, where each comes from, and everything that is wrong with them')
    .option('--json', 'print one JSON object on stdout')
    .addHelpText(
      'after',
      '\nIt reads the environment that it is started in: start it as the server is started. No secret is printed.',
    )
    .action(config);
}

async function config({ json }: Options): Promise<void> {
  const found = await settingsInForce(process.env);
  await say(json ? `${JSON.stringify(found)}\n` : textOf(found));
  process.exitCode = found.problems.length === 0 ? EXIT.DONE : EXIT.FOUND_WRONG;
}

function textOf({ settings, problems }: Awaited<ReturnType<typeof settingsInForce>>): string {
  const table = textTable(
    ['setting', 'from', 'value'],
    settings.map(({ name, from, file, value }: SettingInForce) => [
      name,
      from,
      file === null ? value : `${value} (${file})`,
    ]),
    'lll',
  );
  const wrong = problems.length === 0 ? 'Nothing is wrong with them.' : `${problems.length} wrong:`;
  return `${[table, '', wrong, ...problems.map((problem) => `  ${problem}`)].join('\n')}\n`;
}
