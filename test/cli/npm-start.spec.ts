import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../kit/until.js';

const LAUNCHER = 'apps/api/start.mjs';
const BUILDER = 'apps/api/build-and-serve.mjs';
const BUILD = 'infra/build/build.mjs';
/** Stands for the server: says its process id and lives until it is told to stop. */
const SERVER = `
import { writeFileSync } from 'node:fs';
process.on('SIGTERM', () => { writeFileSync(process.env.ENDED, ''); process.exit(0); });
writeFileSync(process.env.STARTED, String(process.pid));
setInterval(() => {}, 1000);`;

describe('npm start', () => {
  let project: string;
  const file = (name: string) => join(project, name);

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'rapport-start-'));
    const { start } = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }).scripts;
    for (const needed of [LAUNCHER, BUILDER, 'infra/link-node.js', '.node-version']) cpSync(needed, file(needed));
    write('package.json', JSON.stringify({ type: 'module', scripts: { start } }));
    write('dist/apps/api/src/main.js', SERVER);
  });
  afterEach(() => rmSync(project, { recursive: true }));

  function write(name: string, text: string): void {
    mkdirSync(join(file(name), '..'), { recursive: true });
    writeFileSync(file(name), text);
  }

  function run() {
    const env = { ...process.env, STARTED: file('started'), ENDED: file('ended') };
    return spawn('npm', ['start'], { cwd: project, env, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  it.each(['14.0.0', '20.20.2', '22.17.9'])('says what it needs under Node %s, and starts nothing', (version) => {
    write('stub.mjs', `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`);
    write(BUILDER, 'throw new Error("read under an older Node");');
    const { status, stderr } = spawnSync(process.execPath, ['--import', file('stub.mjs'), file(LAUNCHER)], {
      encoding: 'utf8',
    });
    expect(stderr).toBe(
      `Rapport cannot start: it needs Node 22.18 or newer, and this is Node ${version}. Run \`npm start\` in its folder, which uses the Node that \`npm ci\` installs.\n`,
    );
    expect(status).toBe(1);
  });

  it('run without its launcher says what to run under a Node that cannot build', () => {
    const { status, stderr } = spawnSync(process.execPath, ['--no-experimental-strip-types', file(BUILDER)], {
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/^Rapport cannot start: Node .* runs no TypeScript\. Run `npm start` instead\.\n$/);
    expect(status).toBe(1);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('ends the server when npm itself is told %s', async (signal) => {
    write(BUILD, '');
    const npm = run();
    await until(() => existsSync(file('started')));
    npm.kill(signal);
    await until(() => existsSync(file('ended')));
  });

  it('says what the build said where it fails, and starts nothing', async () => {
    write(BUILD, 'console.error("main.ts:3 is wrong"); process.exitCode = 1;');
    const npm = run();
    let stderr = '';
    npm.stderr.on('data', (chunk) => (stderr += String(chunk)));
    const [code] = (await once(npm, 'close')) as [number];
    expect(code).not.toBe(0);
    expect(stderr).toContain('main.ts:3 is wrong\nRapport cannot start: the build failed.');
    expect(existsSync(file('started'))).toBe(false);
  });
});
