import type { Command } from 'commander';
import { storageSettings } from '#deployment';
import { EXIT } from '../terminal/exit-codes.js';
import { say } from '../terminal/saying.js';
import { visibleInLine } from '../terminal/visible.js';
import { examine } from './doctor.js';
import type { Finding } from './finding.js';

type Options = { readonly quick?: boolean; readonly json?: true };

/** Registers `doctor`. */
export function doctorVerb(program: Command): void {
  program
    .command('doctor')
    .description(
      'say what is wrong with disk, files, log, clock, keys and views, and what to do; a server may be running',
    )
    .option('--quick', 'leave out what reads every event and every page of the files')
    .option('--json', 'print one JSON object on stdout')
    .action(doctor);
}

async function doctor({ quick = false, json }: Options): Promise<void> {
  const findings: Finding[] = [];
  for await (const finding of examine(storageSettings(process.env), { isQuick: quick, now: Date.now() })) {
    findings.push(finding);
    if (!json) await say(textOf(finding));
  }
  const wrong = findings.filter(({ status }) => status === 'wrong').length;
  await say(
    json ? `${JSON.stringify({ wrong, findings })}\n` : wrong === 0 ? 'Nothing is wrong.\n' : `${wrong} wrong.\n`,
  );
  process.exitCode = wrong === 0 ? EXIT.DONE : EXIT.FOUND_WRONG;
}

function textOf({ subject, status, says, todo }: Finding): string {
  const lines = [`${status.padEnd(5)}  ${subject.padEnd(8)}  ${visibleInLine(says)}`];
  if (todo !== null) lines.push(`${' '.repeat(17)}-> ${visibleInLine(todo)}`);
  return `${lines.join('\n')}\n`;
}
