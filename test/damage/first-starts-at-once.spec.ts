import { spawn } from 'node:child_process';
import { once } from 'node:events';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { temporaryFolder } from '../kit/deployment.js';

const OPEN = `
  import { openDeployment } from '#deployment';
  process.stdout.write('ready');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  const deployment = await openDeployment({ dataDir: process.env.DATA_DIR });
  await deployment.projector.catchUp();
  await deployment.close();
  process.stdin.destroy();
`;
const FROM_TYPESCRIPT = ['--conditions=source', '--import', './test/kit/run-typescript.mjs', '--input-type=module'];

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

/** A process that has loaded everything and opens the folder when it is told to. */
async function waitingProcess() {
  const child = spawn(process.execPath, [...FROM_TYPESCRIPT, '--eval', OPEN], {
    env: { PATH: process.env.PATH, DATA_DIR: folder.path },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stderr }));
  await Promise.race([once(child.stdout, 'data'), ended]);
  return { open: () => child.stdin.write('open'), ended };
}

it('several processes start at once on a new folder, and all of them get log, keys and views', async () => {
  const processes = await Promise.all([1, 2, 3, 4].map(waitingProcess));
  for (const { open } of processes) open();
  const ended = await Promise.all(processes.map(({ ended }) => ended));
  expect(ended).toEqual(ended.map(() => ({ code: 0, stderr: '' })));
  const views = new Database(join(folder.path, 'views.db'), { readonly: true });
  expect(views.prepare('SELECT name FROM kysely_migration ORDER BY name').pluck().all()).toHaveLength(10);
  views.close();
}, 60_000);
