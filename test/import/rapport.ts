import { spawn } from 'node:child_process';
import { once } from 'node:events';

const MAIN = 'apps/cli/src/main.ts';
const FROM_TYPESCRIPT = ['--conditions=source', '--import', './test/kit/run-typescript.mjs'];

/** The command line in a process of its own. */
export const rapport = (dataDir: string, ...words: string[]) => rapportWith({ DATA_DIR: dataDir }, ...words);

/** The same, with these settings. */
export function rapportWith(settings: Readonly<Record<string, string>>, ...words: string[]) {
  const child = spawn(process.execPath, [...FROM_TYPESCRIPT, MAIN, ...words], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, ended };
}
