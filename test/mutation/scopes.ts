import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** The sources of one folder, mutated together: what is not mutated then runs at its usual speed. */
export type Scope = {
  readonly folder: string;
  readonly files: readonly string[];
  /** As its report is called. */
  readonly name: string;
  /** Whether its modules remember things between calls: a mutant would leave its traces for the next one to be killed by. */
  readonly remembers: boolean;
};

/** @returns the folders at and below the paths, or in a sentence what is wrong with one of them */
export function scopesOf(paths: readonly string[], core: readonly string[]): readonly Scope[] | string {
  const scopes = new Map<string, Scope>();
  for (const path of paths.map((each) => each.replace(/\/+$/, ''))) {
    const isCore = core.some((folder) => path === folder || path.startsWith(`${folder}/`));
    const found = statSync(path, { throwIfNoEntry: false });
    if (!isCore || found === undefined) return `${path} is no file or folder of ${core.join(' or ')}`;
    for (const file of (found.isFile() ? [path] : globSync(`${path}/**/*.ts`).sort()).filter(isSource)) {
      const folder = dirname(file);
      const remembers = REMEMBERS.test(readFileSync(file, 'utf8'));
      const name = remembers ? `${folder}/${basename(file, '.ts')}` : folder;
      scopes.set(name, { folder, name, remembers, files: [...(scopes.get(name)?.files ?? []), file] });
    }
  }
  return [...scopes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const isSource = (file: string): boolean => !file.endsWith('.spec.ts') && !file.endsWith('/index.ts');

/** A variable of the module, or a map or set of it that is empty at first. */
const REMEMBERS = /^(?:let |(?:export )?const .* = new (?:Weak)?(?:Map|Set)\b.*\(\);$)/m;
