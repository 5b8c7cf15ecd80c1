import { createReadStream } from 'node:fs';
import { type Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { openPromise, type Entry } from 'yauzl';
import { sizeOfFile, unreadable } from '../folder/regular-file.js';
import { SourceInvalid } from '../folder/source-invalid.js';
import { packingOf } from './given-views.js';

const CHUNK_BYTES = 256 * 1024;
/** No export is packed more tightly than that; a file that is made to fill the disk is. */
const BOMB = { times: 200, bytes: 100 * 1024 * 1024 };

/** The content of a file, unpacked. @throws SourceInvalid while reading: damaged, incomplete, or a bomb */
export async function* unpacked(path: string): AsyncGenerator<Buffer> {
  const size = sizeOfFile(path);
  let bytes = 0;
  try {
    for await (const chunk of await streamOf(path)) {
      bytes += (chunk as Buffer).length;
      if (bytes > BOMB.bytes && bytes > BOMB.times * size)
        throw new SourceInvalid(`${path} unpacks to more than ${BOMB.times} times its size: that is no export`);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw error instanceof SourceInvalid ? error : unreadable(path, error);
  }
}

async function streamOf(path: string): Promise<Readable> {
  const packing = packingOf(path);
  if (packing === 'zip') return zipEntry(path);
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (packing === null) return file;
  const options = { chunkSize: CHUNK_BYTES };
  const unpacking: Readable & NodeJS.WritableStream =
    packing === 'gz' ? createGunzip(options) : createZstdDecompress(options);
  file.on('error', (error) => unpacking.destroy(error)).pipe(unpacking);
  return unpacking.on('close', () => file.destroy());
}

/** The one file in an archive: folders, and what macOS adds, do not count. */
async function zipEntry(path: string): Promise<Readable> {
  const archive = await openPromise(path, { lazyEntries: true, autoClose: false });
  const entries: Entry[] = [];
  for await (const entry of archive.eachEntry()) {
    if (!entry.fileName.endsWith('/') && !entry.fileName.startsWith('__MACOSX/')) entries.push(entry);
    if (entries.length > 1) break;
  }
  const [only, another] = entries;
  const wrong =
    only === undefined
      ? 'holds no file'
      : another !== undefined
        ? `holds several files, such as ${only.fileName} and ${another.fileName}: unpack it and name those that are wanted`
        : only.isEncrypted()
          ? 'is encrypted: unpack it first'
          : null;
  if (only === undefined || wrong !== null) {
    archive.close();
    throw new SourceInvalid(`${path} ${wrong ?? ''}`);
  }
  const content = await archive.openReadStreamPromise(only);
  return content.on('close', () => archive.close());
}
