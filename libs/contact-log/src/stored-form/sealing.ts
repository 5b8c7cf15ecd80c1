import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto';
import { personalPart, type Fields } from '#relationship';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Replaces personal text that is not decrypted yet, or that can no longer be decrypted. */
export const UNREADABLE_TEXT = '[erased]';

/** The encrypted personal part of a contact: the names of its fields, and base64url of iv, tag and ciphertext. */
export type Sealed = { readonly fields: readonly string[]; readonly box: string };
type Facts = Readonly<Record<string, unknown>>;

/** Splits facts into those to store in plain text and those to encrypt. Both parts keep the shape of the whole. */
export function part(
  facts: Facts,
  fields: Fields,
): { open: Record<string, unknown>; personal: Record<string, unknown> } {
  const open: Record<string, unknown> = {};
  const personal: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts)) {
    const field = fields[name]?.field;
    const kind = field === undefined ? 'none' : personalPart(field);
    if (kind === 'none') open[name] = value;
    else if (kind === 'all') personal[name] = value;
    else if (field?.kind === 'list' && field.of.kind === 'group') {
      const { fields: inner } = field.of;
      const parts = (value as Facts[]).map((each) => part(each, inner));
      open[name] = parts.map((each) => each.open);
      personal[name] = parts.map((each) => each.personal);
    } else if (field?.kind === 'group') {
      const parts = part(value as Facts, field.fields);
      open[name] = parts.open;
      personal[name] = parts.personal;
    }
  }
  return { open, personal };
}

/** The reverse of `part`. */
export function join(open: unknown, personal: unknown): unknown {
  if (Array.isArray(open) && Array.isArray(personal)) return open.map((each, index) => join(each, personal[index]));
  if (!isFacts(open) || !isFacts(personal)) return personal ?? open;
  const joined: Record<string, unknown> = { ...open };
  for (const [name, value] of Object.entries(personal)) joined[name] = join(open[name], value);
  return joined;
}

const isFacts = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Encrypts. @param eventId authenticated with the box, so that the box of one contact cannot be used in another */
export function seal(personal: Facts, key: KeyObject, eventId: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(eventId));
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(personal), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), ciphertext]).toString('base64url');
}

/** Decrypts. @throws Error if the box was not sealed with this key for this event */
export function unseal(box: string, key: KeyObject, eventId: string): Facts {
  const bytes = Buffer.from(box, 'base64url');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(eventId))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(plain.toString('utf8')) as Facts;
}

/** A digest that tells a repeat from a conflict. It is keyed, so without the key it reveals nothing about the facts. */
export function fingerprintOf(type: string, facts: Facts, key: KeyObject): string {
  return createHmac('sha256', key)
    .update(`${type}\n${canonical(facts)}`)
    .digest('base64url')
    .slice(0, 22);
}

/** What is stored of an idempotency key: a digest that reveals nothing without the key of the customer or of the register. */
export const keyDigestOf = (idempotencyKey: string, key: KeyObject): string =>
  createHmac('sha256', key).update(`idempotencyKey\n${idempotencyKey}`).digest('base64url');

/** Whether the stored key is such a digest: earlier releases stored the key itself. */
export const isKeyDigest = (stored: string | null): boolean => stored !== null && KEY_DIGEST.test(stored);
const KEY_DIGEST = /^[\w-]{43}$/;

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isFacts(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}
