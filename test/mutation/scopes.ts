import { globSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The sources of one folder, mutated together: what is not mutated then runs at its usual speed. */
export type Scope = { readonly folder: string; readonly files: readonly string[] };

/** @returns the folders at and below the paths, or in a sentence what is wrong with one of them */
export function scopesOf(paths: readonly string[], core: readonly string[]): readonly Scope[] | string {
  const byFolder = new Map<string, string[]>();
  for (const path of paths.map((each) => each.replace(/\/+$/, ''))) {
    const isCore = core.some((folder) => path === folder || path.startsWith(`${folder}/`));
    const found = statSync(path, { throwIfNoEntry: false });
    if (!isCore || found === undefined) return `${path} is no file or folder of ${core.join(' or ')}`;
    for (const file of (found.isFile() ? [path] : globSync(`${path}/**/*.ts`).sort()).filter(isSource)) {
      const folder = dirname(file);
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
    }
  }
  return [...byFolder].sort(([a], [b]) => (a < b ? -1 : 1)).map(([folder, files]) => ({ folder, files }));
}

const isSource = (file: string): boolean => !file.endsWith('.spec.ts') && !file.endsWith('/index.ts');
