import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';

const FULL = '/dev/full';

(existsSync(FULL) ? it : it.skip)('says in a sentence that the disk under stdout is full', async () => {
  const full = openSync(FULL, 'w');
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import',
      './test/kit/run-typescript.mjs',
      'apps/cli/src/main.ts',
      'export',
      'dictionary',
    ],
    { env: { PATH: process.env.PATH }, stdio: ['ignore', full, 'pipe'] },
  );
  closeSync(full);
  let stderr = '';
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(stderr).toBe('stdout could not be written to the end: ENOSPC: no space left on device, write\n');
  expect(code).toBe(1);
});
