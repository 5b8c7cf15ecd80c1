// Whether what is built was built from the sources that are there now.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Written last by the build. */
export const MADE_FROM = 'dist/made-from';
const PAGE = 'apps/dashboard/dist/made-from';

const SOURCES = ['apps', 'libs', 'test/bench', 'infra/build', 'package.json', 'package-lock.json'];
const NO_SOURCE = /\.spec\.ts$|\.md$|^apps\/(dashboard|client)\/dist/;

/** @param {string} project its folder */
export function isBuilt(project) {
  const file = join(project, MADE_FROM);
  return existsSync(file) && existsSync(join(project, PAGE)) && readFileSync(file, 'utf8') === sourcesIn(project);
}

/**
 * A digest of the names, sizes and times of all sources, so that also a file that is gone, or an older one that was put
 * back, asks for a build. Their content is not read: that would take longer than all else that a verb does at its start.
 * @param {string} project
 */
export function sourcesIn(project) {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((name) => filesOf(project, name)).sort()) {
    const { size, mtimeMs } = statSync(join(project, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}

function filesOf(project, name) {
  const path = join(project, name);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [name];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(project.length).replace(/^\//, ''))
    .filter((file) => !NO_SOURCE.test(file));
}
