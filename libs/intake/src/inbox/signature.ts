import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SignatureForm } from '#source';

type Hmac = Extract<SignatureForm, { is: 'HMAC' }>;

/** A request as it came. Names of headers are in lower case. */
export type SignedRequest = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
};

export type SignatureRules = {
  readonly signature: SignatureForm;
  /** How far the time of sending may be from now, seconds. */
  readonly windowSeconds: number;
  /** Several hold while one replaces another. */
  readonly secrets: readonly string[];
};

/** What is wrong with a signature; null: it is right. @param now milliseconds since the epoch */
export function wrongSignature(
  request: SignedRequest,
  { signature, windowSeconds, secrets }: SignatureRules,
  now: number,
): 'SIGNATURE_MISSING' | 'SIGNATURE_WRONG' | 'SIGNATURE_OLD' | null {
  const sent = headerIn(request, signature.header);
  if (sent === null) return 'SIGNATURE_MISSING';
  if (signature.is === 'TOKEN') return secrets.some((secret) => isSame(sent, secret)) ? null : 'SIGNATURE_WRONG';
  const timestamp = signature.timestamp === null ? '' : headerIn(request, signature.timestamp);
  const id = signature.id === null ? '' : headerIn(request, signature.id);
  if (timestamp === null || id === null) return 'SIGNATURE_MISSING';
  const given = signaturesIn(sent, signature);
  const isRight = secrets.some((secret) => {
    const expected = signed(request.body, signature, keyOf(secret, signature), { timestamp, id });
    return given.filter((each) => isSame(each, expected)).length > 0;
  });
  if (!isRight) return 'SIGNATURE_WRONG';
  if (signature.timestamp === null) return null;
  const at = timeIn(timestamp);
  return at !== null && Math.abs(now - at) <= windowSeconds * 1_000 ? null : 'SIGNATURE_OLD';
}

export function headerIn({ headers }: SignedRequest, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The header may hold one for each secret, and of other versions. */
const signaturesIn = (sent: string, { prefix }: Hmac): string[] =>
  sent.split(' ').flatMap((each) => (each.startsWith(prefix) ? [each.slice(prefix.length)] : []));

function signed(
  body: Buffer,
  { algorithm, encoding, signed: form }: Hmac,
  key: Buffer | string,
  { timestamp, id }: { readonly timestamp: string; readonly id: string },
): string {
  const hmac = createHmac(algorithm, key);
  for (const part of form.split(/(\{(?:body|timestamp|id)\})/))
    hmac.update(part === '{body}' ? body : part === '{timestamp}' ? timestamp : part === '{id}' ? id : part);
  return hmac.digest(encoding);
}

const keyOf = (secret: string, { isSecretEncoded }: Hmac): Buffer | string =>
  isSecretEncoded ? Buffer.from(secret.replace(/^whsec_/, ''), 'base64') : secret;

/** Seconds or milliseconds since the epoch, or ISO 8601. */
function timeIn(text: string): number | null {
  const at = /^\d{9,11}$/.test(text)
    ? Number(text) * 1_000
    : /^\d{12,14}$/.test(text)
      ? Number(text)
      : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** Takes the same time wherever two texts differ. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digestOf(one), digestOf(other));
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
