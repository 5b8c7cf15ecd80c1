import iconv from 'iconv-lite';
import { SourceInvalid } from '../folder/source-invalid.js';

/** Text in another encoding, as UTF-8. @throws SourceInvalid with the place of the first byte that does not decode */
export async function* decoded(path: string, encoding: string, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const isKnown: boolean = iconv.encodingExists(encoding);
  if (!isKnown) throw new SourceInvalid(`the encoding ${encoding} is not known`);
  const decoder = iconv.getDecoder(encoding);
  let offset = 0;
  for await (const chunk of content) {
    yield utf8(decoder.write(chunk), offset);
    offset += chunk.length;
  }
  yield utf8(decoder.end() ?? '', offset);

  function utf8(text: string, before: number): Buffer {
    // What cannot be decoded becomes this character, or half a pair.
    const wrong = text.search(/\ufffd|\p{Cs}/u);
    if (wrong < 0) return Buffer.from(text);
    const at = before + iconv.encode(text.slice(0, wrong), encoding).length + 1;
    throw new SourceInvalid(`${path} is not ${encoding}: byte ${at} cannot be`);
  }
}
