import { isUtf8 } from 'node:buffer';
import { SourceInvalid } from '../folder/source-invalid.js';

/** The bytes of a character that a chunk ends within, at most. */
const MOST_CUT = 3;

/** Hands the bytes on, and checks that they are UTF-8. @throws SourceInvalid with the place of the first byte that is not */
export async function* asUtf8(path: string, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let offset = 0;
  let cut: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    const whole = cut.length === 0 ? chunk : Buffer.concat([cut, chunk]);
    const end = whole.length - cutIn(whole);
    const checked = whole.subarray(0, end);
    if (!isUtf8(checked)) throw notUtf8(path, offset + firstWrong(checked));
    offset += end;
    cut = Buffer.from(whole.subarray(end));
    yield chunk;
  }
  if (cut.length > 0) throw notUtf8(path, offset);
}

const notUtf8 = (path: string, at: number): SourceInvalid =>
  new SourceInvalid(
    `${path} is not UTF-8: byte ${at + 1} cannot be. source.yaml can say its encoding, such as encoding: windows-1252`,
  );

/** How many bytes at the end begin a character that goes on in the next chunk. */
function cutIn(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(MOST_CUT, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return byte <= 0xf4 && back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** The place of the first character that is none, from 0, by halving. */
function firstWrong(bytes: Buffer): number {
  let [right, wrong] = [0, bytes.length];
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    const part = bytes.subarray(0, middle);
    if (isUtf8(part.subarray(0, middle - cutIn(part)))) right = middle;
    else wrong = middle;
  }
  return right - cutIn(bytes.subarray(0, right));
}
