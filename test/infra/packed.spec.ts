// What `npm pack` puts into the package. `npm run test:packed` installs it and starts it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { name, version, bin, files } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string;
  version: string;
  bin: Record<string, string>;
  files: string[];
};

const WANTED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'apps/api/schema.gql',
  'apps/cli/rapport.mjs',
  'apps/cli/sources/mail/contacts.sql',
  'apps/dashboard/dist/index.html.br',
  'apps/dashboard/dist/made-from',
  'dist/apps/api/src/main.js',
  'dist/apps/cli/help.json',
  'dist/libs/trust/models/trust-beta-3.json',
  'docs/running-as-a-service.md',
  'package.json',
];
const UNWANTED = [
  '.npmrc',
  'apps/api/start.mjs',
  'apps/api/src/main.ts',
  'apps/dashboard/src/main.tsx',
  'data/log.db',
  'dist.next/apps/api/src/main.js',
  'dist/.compiled/v24/abc',
  'dist/apps/api/src/main.js.map',
  'dist/made-from',
  'dist/test/bench/main.js',
  'infra/link-node.js',
  'infra/secrets/admin-token',
  'libs/trust/src/index.ts',
  'test/fixtures/stored/contacts.v1.ndjson',
];

it('is what serves, the page and the manual: no sources, no tests, no maps, no data', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-pack-'));
  try {
    for (const file of [...WANTED, ...UNWANTED]) {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), file === 'package.json' ? JSON.stringify({ name, version, bin, files }) : '');
    }
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json'], { cwd: folder, encoding: 'utf8' });
    const packed = Object.values(JSON.parse(stdout) as Record<string, { readonly files: { readonly path: string }[] }>);
    expect(packed.flatMap((each) => each.files.map(({ path }) => path)).sort()).toEqual(WANTED);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('names files and folders that there are', () => {
  const written = files.filter((each) => !/^!|dist/.test(each));
  expect(written.filter((each) => !existsSync(each))).toEqual([]);
});
