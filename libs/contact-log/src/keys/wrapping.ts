import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

// How keys are kept. THIS IS A FILE FORMAT: every later release must read what this one writes.
//
// A key of 32 bytes that is not wrapped is kept as it is. A wrapped one has 61 bytes: 01, then 12 bytes of nonce, 16 of tag
// and 32 of ciphertext, by AES-256-GCM under the wrapping key. What is authenticated with it is the id of the key, so the
// key of one customer cannot be put in the place of another's. The wrapping key is kept in the same form, once, sealed by
// the master key. So a new master key changes one row, and neither the log nor any customer's key.

const CIPHER = 'aes-256-gcm';
const FORMAT = 1;
export const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const WRAPPED_BYTES = 1 + IV_BYTES + TAG_BYTES + KEY_BYTES;
/** No key has this id: a tab is refused in ids. */
const OF_WRAPPING = '\twrapping';

/** Whether the bytes are those of a wrapped key. */
export const isWrapped = (bytes: Buffer): boolean => bytes.length === WRAPPED_BYTES && bytes[0] === FORMAT;

/** @param id authenticated with the key */
export function wrap(key: Buffer, id: string, by: KeyObject): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, by, iv).setAAD(Buffer.from(id));
  const ciphertext = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), ciphertext]);
}

/** @throws Error it was wrapped by another key, or for another id */
export function unwrap(wrapped: Buffer, id: string, by: KeyObject): Buffer {
  if (!isWrapped(wrapped)) throw new Error('this is no wrapped key');
  const [iv, tag] = [1, 1 + IV_BYTES].map((at, index) =>
    wrapped.subarray(at, at + (index === 0 ? IV_BYTES : TAG_BYTES)),
  );
  const decipher = createDecipheriv(CIPHER, by, iv as Buffer)
    .setAAD(Buffer.from(id))
    .setAuthTag(tag as Buffer);
  return Buffer.concat([decipher.update(wrapped.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]);
}

export const newWrappingKey = (): KeyObject => createSecretKey(randomBytes(KEY_BYTES));

export const sealedWrapping = (wrapping: KeyObject, master: KeyObject): Buffer =>
  wrap(wrapping.export(), OF_WRAPPING, master);

/** @throws MasterKeyWrong */
export function openedWrapping(sealed: Buffer, master: KeyObject | null): KeyObject {
  if (master === null) throw new MasterKeyWrong('MISSING');
  try {
    return createSecretKey(unwrap(sealed, OF_WRAPPING, master));
  } catch (cause) {
    throw new MasterKeyWrong('OTHER', { cause });
  }
}

/** The keys are wrapped, and the master key that was given does not open them. Nothing was written. */
export class MasterKeyWrong extends Error {
  /** @param why MISSING: none was given; OTHER: it is another one */
  constructor(
    readonly why: 'MISSING' | 'OTHER',
    options?: ErrorOptions,
  ) {
    super(
      why === 'MISSING'
        ? 'the keys are wrapped by a master key, and none was given'
        : 'the keys are wrapped by another master key',
      options,
    );
  }
}
