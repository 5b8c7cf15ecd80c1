import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LAUNCHER = 'apps/cli/rapport.mjs';
const PROGRAM = `console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;`;
const MAIN = 'dist/apps/cli/src/main.js';

describe('the command rapport', () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'rapport-command-'));
    cpSync(LAUNCHER, join(project, LAUNCHER));
    write('package.json', '{ "type": "module" }');
  });
  afterEach(() => rmSync(project, { recursive: true }));

  function write(file: string, text: string): void {
    mkdirSync(join(project, file, '..'), { recursive: true });
    writeFileSync(join(project, file), text);
  }

  const run = (...words: string[]) =>
    spawnSync(process.execPath, [join(project, LAUNCHER), ...words], { encoding: 'utf8', cwd: tmpdir() });

  it('runs the built program: nothing but its own output, and its exit code', () => {
    write(MAIN, PROGRAM);
    const { stdout, stderr, status } = run('demo', '--json');
    expect({ stdout, stderr, status }).toEqual({ stdout: '["demo","--json"]\n', stderr: '', status: 3 });
  });

  describe('under an older Node', () => {
    const runOld = () => {
      const stub = "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } });";
      const words = ['--import', `data:text/javascript,${stub}`, join(project, LAUNCHER), 'demo'];
      return spawnSync(process.execPath, words, { encoding: 'utf8', cwd: tmpdir() });
    };
    beforeEach(() => write(MAIN, PROGRAM));

    it('says what it needs', () => {
      const { stderr, stdout, status } = runOld();
      expect(stderr).toMatch(
        /^rapport needs Node 22 or newer, this is v[\d.]+: on Linux \(x64, arm64\) `npm ci` in .+ brings one\n$/,
      );
      expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    });

    it('runs under the Node that the project brings', () => {
      const brought = `node_modules/node-${process.platform}-${process.arch}`;
      write(`${brought}/package.json`, '{}');
      mkdirSync(join(project, brought, 'bin'));
      symlinkSync(process.execPath, join(project, brought, 'bin/node'));
      const { stdout, status } = runOld();
      expect({ stdout, status }).toEqual({ stdout: '["demo"]\n', status: 3 });
    });
  });

  it('says how to build where nothing is built', () => {
    const { stdout, stderr, status } = run('demo');
    expect(stderr).toBe(`rapport is not built yet: run \`npm run build\` in ${project}/\n`);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  });

  describe('--help', () => {
    beforeEach(() => {
      write(MAIN, PROGRAM);
      write('dist/apps/cli/help.json', JSON.stringify({ '': 'all verbs\n', 'export log': 'one verb\n' }));
    });

    it.each([
      [['--help'], 'all verbs\n'],
      [['export', 'log', '-h'], 'one verb\n'],
    ])('is what the build wrote down: %j', (words, text) => {
      expect(run(...words)).toMatchObject({ stdout: text, stderr: '', status: 0 });
    });

    it('is left to the program where it is not written down', () => {
      expect(run('constructor', '--help').stdout).toBe('["constructor","--help"]\n');
      expect(run('export', '--json', '--help').stdout).toBe('["export","--json","--help"]\n');
    });
  });

  describe('in a project with sources', () => {
    const BUILDER = 'apps/cli/build-and-run.mjs';
    beforeEach(() => {
      cpSync('infra/build/made-from.mjs', join(project, 'infra/build/made-from.mjs'));
      cpSync(BUILDER, join(project, BUILDER));
      write(MAIN, PROGRAM);
    });

    it('says that the build is not of them, on stderr alone', () => {
      const { stdout, stderr, status } = run('demo', '--json');
      expect(stderr).toContain('the build is not of these sources; `npm run build` makes a new one');
      expect({ stdout, status }).toEqual({ stdout: '["demo","--json"]\n', status: 3 });
    });

    it('builds first where npm runs it, and ends where that fails', () => {
      const script = 'echo built; exit 1';
      write('package.json', JSON.stringify({ type: 'module', scripts: { build: script } }));
      const { stdout, stderr, status } = spawnSync(process.execPath, [join(project, BUILDER)], { encoding: 'utf8' });
      expect([stdout, status]).toEqual(['', 1]);
      expect(stderr).toMatch(/^built\n(.*\n)*rapport: the build failed\.\n$/);
    });
  });
});
