import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LAUNCHER = 'apps/cli/rapport.mjs';
const PROGRAM = `console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;`;
/** Seconds since the epoch. */
const [EARLIER, LATER] = [1_700_000_000, 1_700_000_060];

describe('the command rapport', () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'rapport-command-'));
    cpSync(LAUNCHER, join(project, LAUNCHER));
    write('package.json', '{ "type": "module" }', EARLIER);
    write('libs/trust/src/index.ts', 'export {};', EARLIER);
  });
  afterEach(() => rmSync(project, { recursive: true }));

  function write(file: string, text: string, changedAt: number): void {
    mkdirSync(join(project, file, '..'), { recursive: true });
    writeFileSync(join(project, file), text);
    utimesSync(join(project, file), changedAt, changedAt);
  }

  const run = (...words: string[]) =>
    spawnSync(process.execPath, [join(project, LAUNCHER), ...words], { encoding: 'utf8', cwd: tmpdir() });

  it('runs the built program: nothing but its own output, and its exit code', () => {
    write('dist/apps/cli/src/main.js', PROGRAM, LATER);
    const { stdout, stderr, status } = run('demo', '--json');
    expect({ stdout, stderr, status }).toEqual({ stdout: '["demo","--json"]\n', stderr: '', status: 3 });
  });

  describe('under an older Node', () => {
    const runOld = () => {
      const stub = "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } });";
      const words = ['--import', `data:text/javascript,${stub}`, join(project, LAUNCHER), 'demo'];
      return spawnSync(process.execPath, words, { encoding: 'utf8', cwd: tmpdir() });
    };
    beforeEach(() => write('dist/apps/cli/src/main.js', PROGRAM, LATER));

    it('says what it needs', () => {
      const { stderr, stdout, status } = runOld();
      expect(stderr).toMatch(/^rapport needs Node 22 or newer, this is v[\d.]+: `npm ci` in .+ brings one\n$/);
      expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    });

    it('runs under the Node that the project brings', () => {
      mkdirSync(join(project, 'node_modules/.bin'), { recursive: true });
      symlinkSync(process.execPath, join(project, 'node_modules/.bin/node'));
      const { stdout, status } = runOld();
      expect({ stdout, status }).toEqual({ stdout: '["demo"]\n', status: 3 });
    });
  });

  it('says how to build where nothing is built', () => {
    const { stdout, stderr, status } = run('demo');
    expect(stderr).toBe(`rapport is not built yet: run \`npm run build\` in ${project}/\n`);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  });

  it('says so where the source is newer than the build, on stderr alone', () => {
    write('dist/apps/cli/src/main.js', PROGRAM, EARLIER);
    write('libs/trust/src/index.ts', 'export {};', LATER);
    const { stdout, stderr, status } = run('demo', '--json');
    expect(stderr).toContain('the build is older than the source; `npm run build` makes a new one');
    expect({ stdout, status }).toEqual({ stdout: '["demo","--json"]\n', status: 3 });
  });

  it('does not call the build old for a newer test', () => {
    write('dist/apps/cli/src/main.js', PROGRAM, EARLIER);
    write('libs/trust/src/index.spec.ts', '', LATER);
    expect(run('demo').stderr).toBe('');
  });
});
