import { basename } from 'node:path';
import type { FileForm, Format } from '../folder/file-form.js';
import { sizeOfFile } from '../folder/regular-file.js';
import type { Source, View } from '../folder/source.js';
import { SourceInvalid } from '../folder/source-invalid.js';

/** A view and the files that were given for it. */
export type GivenView = { readonly name: string; readonly form: FileForm; readonly paths: readonly string[] };

const PACKED = /\.(gz|zst|zip)$/i;

/**
 * Which file is which view: by the name that the source says, else by the file's own base name.
 * @throws SourceInvalid a file is missing, empty or none; or a view has no file
 */
export function viewsOf(source: Source, files: readonly string[]): GivenView[] {
  if (files.length === 0) throw new SourceInvalid(`name the files that ${source.name} reads`);
  for (const path of files) if (sizeOfFile(path) === 0) throw new SourceInvalid(`${path} is empty`);
  const [only] = source.views;
  if (source.views.length === 1 && files.length === 1 && only !== undefined) return [{ ...only, paths: files }];
  const views = new Map<string, { name: string; form: FileForm; paths: string[] }>();
  for (const path of files) {
    const named = source.views.find((view) => isFor(view, basename(path)));
    const { name, form } = named ?? { name: baseNameOf(path), form: source.form };
    const view = views.get(name) ?? { name, form, paths: [] };
    if (named === undefined && view.paths.length > 0)
      throw new SourceInvalid(
        `${view.paths[0]} and ${path} are both ${name}: source.yaml says which is which, in files`,
      );
    views.set(name, { ...view, paths: [...view.paths, path] });
  }
  const missing = source.views.find(({ name }) => !views.has(name));
  if (missing !== undefined)
    throw new SourceInvalid(
      `no file was given for ${missing.name}, which is usually ${missing.file ?? `${missing.name}.csv`}`,
    );
  return [...views.values()];
}

/** The files that the views of a source name, of those in a folder. */
export const filesNamed = ({ views }: Source, names: readonly string[]): string[] =>
  names.filter((name) => views.some((view) => isFor(view, name)));

const baseNameOf = (path: string): string => basename(path).replace(/\..*$/s, '');

function isFor({ name, file }: View, given: string): boolean {
  if (file === null) return baseNameOf(given).toLowerCase() === name.toLowerCase();
  const parts = file.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(given);
}

const ENDINGS: readonly (readonly [RegExp, Format])[] = [
  [/\.(csv|tsv|txt)$/i, 'csv'],
  [/\.(json|ndjson|jsonl)$/i, 'json'],
  [/\.parquet$/i, 'parquet'],
];

/** How a file is packed: `gz`, `zst` or `zip`; null: it is not. */
export const packingOf = (path: string): string | null => PACKED.exec(path)?.[1]?.toLowerCase() ?? null;

/** @param path of the file, or of the one within it @throws SourceInvalid the ending of its name says nothing */
export function formatOf(path: string, { format }: FileForm): Format {
  const name = path.replace(PACKED, '');
  const found = format ?? ENDINGS.find(([ending]) => ending.test(name))?.[1];
  if (found !== undefined) return found;
  throw new SourceInvalid(
    `${path} ends in none of .csv, .tsv, .txt, .json, .ndjson, .jsonl, .parquet, with or without .gz, .zst, .zip: source.yaml can say its format`,
  );
}
