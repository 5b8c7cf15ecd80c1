import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, extname, join } from 'node:path';

/** A file of the page, as it is sent. */
export type BuiltFile = {
  readonly type: string;
  readonly etag: string;
  /** By the name of the encoding in HTTP; `identity` is the file itself. */
  readonly bodies: Readonly<Record<'br' | 'gzip' | 'identity', Buffer>>;
};

/** By its path in the URL, `/` for the page itself. */
export type BuiltFiles = ReadonlyMap<string, BuiltFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Where `npm run build` puts the page. The server runs from its sources in tests, and from `dist` otherwise. */
const BUILT_PAGE = join(dirname(findPackageJSON(import.meta.url) ?? '.'), 'apps/dashboard/dist');

/** All files of the built page, in memory: they are few and small. Empty if the page was not built. */
export function builtFiles(folder: string = BUILT_PAGE): BuiltFiles {
  // The build writes this file last.
  if (!existsSync(join(folder, 'made-from'))) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) in TYPES);
  return new Map(names.map((name) => [urlOf(name), builtFile(join(folder, name))]));
}

const urlOf = (name: string): string => (name === 'index.html' ? '/' : `/${name.replaceAll('\\', '/')}`);

function builtFile(path: string): BuiltFile {
  const identity = readFileSync(path);
  return {
    type: TYPES[extname(path)] ?? '',
    etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    bodies: { identity, br: readFileSync(`${path}.br`), gzip: readFileSync(`${path}.gz`) },
  };
}
