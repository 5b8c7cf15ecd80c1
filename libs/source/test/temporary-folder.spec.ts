import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from '#source';

it('removes what a killed process left, and nothing of one that runs', async () => {
  const own = await temporaryFolder('test');
  const named = (pid: number | undefined): string => own.replace(`-${process.pid}-`, `-${pid}-`);
  // The process has ended by now.
  const [abandoned, running] = [spawnSync(process.execPath, ['-e', '']).pid, process.ppid].map(named);
  const others = join(tmpdir(), 'rapport-test-kept');
  for (const folder of [abandoned, running, others]) mkdirSync(folder ?? '', { recursive: true });
  const next = await temporaryFolder('test');
  expect([own, abandoned, running, others, next].map((folder) => existsSync(folder ?? ''))).toEqual([
    true,
    false,
    true,
    true,
    true,
  ]);
  for (const folder of [own, running, others, next]) rmSync(folder ?? '', { recursive: true });
});
