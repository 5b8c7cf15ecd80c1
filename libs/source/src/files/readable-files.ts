import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileForm } from '../folder/file-form.js';
import { asUtf8 } from './utf8.js';
import { decoded } from './decoded.js';
import { formatOf, packingOf, type GivenView } from './given-views.js';
import { unpacked } from './unpacked.js';

/** A view with files that the engine can read as they are: unpacked, and if they are text, in UTF-8. */
export type ReadableView = GivenView & { readonly format: 'csv' | 'json' | 'parquet' };

/**
 * Unpacks and decodes what needs it into a folder, and checks the rest.
 * @param folder for temporary files @param signal stops it
 * @throws SourceInvalid a file cannot be unpacked, or does not decode
 */
export async function readable(view: GivenView, folder: string, signal: AbortSignal): Promise<ReadableView> {
  const formats = new Set(view.paths.map((path) => formatOf(path, view.form)));
  const [format = 'csv'] = formats;
  const paths: string[] = [];
  for (const [index, path] of view.paths.entries())
    paths.push(
      await readablePath(path, view.form, join(folder, `${view.name.replace(/\W/g, '_')}-${index}.${format}`), signal),
    );
  return { ...view, paths, format };
}

async function readablePath(path: string, form: FileForm, target: string, signal: AbortSignal): Promise<string> {
  const isText = formatOf(path, form) !== 'parquet';
  const encoding = isText ? (form.encoding ?? (await markedEncoding(path))) : null;
  const write = (content: AsyncIterable<Buffer>) =>
    pipeline(content, createWriteStream(target, { mode: 0o600 }), { signal }).then(() => target);
  if (encoding !== null && !/^utf-?8$/i.test(encoding)) return write(decoded(path, encoding, unpacked(path)));
  if (packingOf(path) !== null) return write(isText ? asUtf8(path, unpacked(path)) : unpacked(path));
  if (isText) for await (const _ of asUtf8(path, unpacked(path))) signal.throwIfAborted();
  return path;
}

/** `utf-16` where the text begins with the mark of it. */
async function markedEncoding(path: string): Promise<string | null> {
  if (packingOf(path) !== null) return null;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const mark = buffer.toString('hex');
    return mark === 'fffe' || mark === 'feff' ? 'utf-16' : null;
  } finally {
    await file.close();
  }
}
