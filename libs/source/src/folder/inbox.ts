import { FieldInvalid, numberAt, oneOf, only, orElse, textAt, within, type Json } from './read-fields.js';

/** It records with relationships that it does not answer for itself. */
const ROLES_OF_INBOXES = ['LEAD', 'ADMIN'] as const;
type RoleOfInbox = (typeof ROLES_OF_INBOXES)[number];

/** How a request proves that the other system sent it. */
export type SignatureForm =
  | {
      readonly is: 'TOKEN';
      /** The header that holds the secret itself. */
      readonly header: string;
    }
  | {
      readonly is: 'HMAC';
      readonly algorithm: 'sha1' | 'sha256' | 'sha512';
      readonly encoding: 'hex' | 'base64';
      readonly header: string;
      /** Stands before each signature in the header; the header may hold several, with spaces between them. */
      readonly prefix: string;
      /** The header with the time of sending; null: the request says none, and a repeat is known by its id alone. */
      readonly timestamp: string | null;
      /** What is signed, with `{id}`, `{timestamp}` and `{body}`. */
      readonly signed: string;
      /** The header that `{id}` stands for; null: nothing. */
      readonly id: string | null;
      /** Whether the secret is base64 after `whsec_`, as Standard Webhooks have it. */
      readonly isSecretEncoded: boolean;
    };

/** How a source takes the requests of another system. */
export type Inbox = {
  /** One row for each contact, over the view `request`. */
  readonly sql: string;
  readonly signature: SignatureForm;
  /** How far the time of sending may be from now, seconds. */
  readonly windowSeconds: number;
  /** What tells a request from others: `body`, all of it; or a place in it, as a JSON Pointer. Null: the header of the signature. */
  readonly id: string | null;
  readonly maxBytes: number;
  /** How long the SQL may run, milliseconds. */
  readonly statementMs: number;
  readonly role: RoleOfInbox;
  /** The team whose relationships it records with; null: everybody's. */
  readonly team: string | null;
};

const KB = 1024;
const SIZES = { least: 1, most: 10_240, otherwise: 1024 };
const OTHERWISE_WINDOW = 300;
const OTHERWISE_TIMEOUT = 5;
const MOST_TIMEOUT = 60;

const HMAC = {
  is: 'HMAC',
  algorithm: 'sha256',
  prefix: '',
  timestamp: null,
  id: null,
  isSecretEncoded: false,
} as const;

/** The forms that well-known systems have, by name. */
const SCHEMES = {
  zendesk: {
    ...HMAC,
    encoding: 'base64',
    header: 'x-zendesk-webhook-signature',
    timestamp: 'x-zendesk-webhook-signature-timestamp',
    signed: '{timestamp}{body}',
  },
  intercom: {
    ...HMAC,
    algorithm: 'sha1',
    encoding: 'hex',
    header: 'x-hub-signature',
    prefix: 'sha1=',
    signed: '{body}',
  },
  'standard-webhooks': {
    ...HMAC,
    encoding: 'base64',
    header: 'webhook-signature',
    prefix: 'v1,',
    timestamp: 'webhook-timestamp',
    signed: '{id}.{timestamp}.{body}',
    id: 'webhook-id',
    isSecretEncoded: true,
  },
} as const satisfies Record<string, SignatureForm>;

const NAMES = ['signature', 'window', 'id', 'maxKb', 'timeout', 'role', 'team'];

/** @param sql of `inbox.sql`; null: there is none @throws FieldInvalid */
export function inboxAt(raw: unknown, path: string, sql: string | null): Inbox | null {
  if (sql === null && raw === undefined) return null;
  if (sql === null) throw new FieldInvalid(path, 'needs inbox.sql, which says how a request becomes contacts');
  if (raw === undefined) throw new FieldInvalid(path, 'is missing: it says how requests are signed');
  const json = only(raw, NAMES, path);
  const signature = signatureAt(json.signature, within(path, 'signature'));
  const kb = orElse(json.maxKb, within(path, 'maxKb'), sizeAt, SIZES.otherwise);
  return {
    sql,
    signature,
    windowSeconds: orElse(json.window, within(path, 'window'), spanAt, OTHERWISE_WINDOW),
    id: idAt(json.id, within(path, 'id'), signature),
    maxBytes: kb * KB,
    statementMs: 1_000 * orElse(json.timeout, within(path, 'timeout'), timeoutAt, OTHERWISE_TIMEOUT),
    role: orElse<RoleOfInbox>(
      json.role,
      within(path, 'role'),
      (value, at) => oneOf(value, ROLES_OF_INBOXES, at),
      'LEAD',
    ),
    team: orElse<string | null>(json.team, within(path, 'team'), textAt, null),
  };
}

const sizeAt = (value: unknown, at: string): number =>
  numberAt(
    value,
    at,
    (each) => Number.isInteger(each) && each >= SIZES.least && each <= SIZES.most,
    `from ${SIZES.least} to ${SIZES.most}`,
  );

/** Left out: a header that is signed, where there is one; else the whole body, which always is. */
function idAt(raw: unknown, path: string, signature: SignatureForm): string | null {
  const signedHeader = signature.is === 'HMAC' && signature.id !== null;
  if (raw === undefined) return signedHeader ? null : 'body';
  const id = textAt(raw, path);
  if (id === 'body' || id.startsWith('/')) return id;
  throw new FieldInvalid(path, 'must be body, or a place in it such as /event/id');
}

function signatureAt(raw: unknown, path: string): SignatureForm {
  if (typeof raw === 'string') return SCHEMES[oneOf(raw, Object.keys(SCHEMES) as (keyof typeof SCHEMES)[], path)];
  const json = only(raw, ['token', 'hmac'], path);
  if ((json.token === undefined) === (json.hmac === undefined))
    throw new FieldInvalid(path, `must be one of ${Object.keys(SCHEMES).join(', ')}, or have token or hmac`);
  if (json.token !== undefined) return { is: 'TOKEN', header: headerAt(json.token, within(path, 'token')) };
  return hmacAt(json.hmac, within(path, 'hmac'));
}

function hmacAt(raw: unknown, path: string): SignatureForm {
  const json = only(raw, ['header', 'algorithm', 'encoding', 'prefix', 'timestamp', 'signed'], path);
  const at = (name: string) => within(path, name);
  const timestamp = orElse<string | null>(json.timestamp, at('timestamp'), headerAt, null);
  return {
    ...HMAC,
    header: headerAt(json.header, at('header')),
    algorithm: orElse<'sha1' | 'sha256' | 'sha512'>(
      json.algorithm,
      at('algorithm'),
      (value, place) => oneOf(value, ['sha1', 'sha256', 'sha512'] as const, place),
      'sha256',
    ),
    encoding: orElse<'hex' | 'base64'>(
      json.encoding,
      at('encoding'),
      (value, place) => oneOf(value, ['hex', 'base64'] as const, place),
      'hex',
    ),
    prefix: orElse(json.prefix, at('prefix'), textAt, ''),
    timestamp,
    signed: signedAt(json, at('signed'), timestamp),
  };
}

/** What is not signed proves nothing: the body must be, and the time if there is one. */
function signedAt({ signed: raw }: Json, path: string, timestamp: string | null): string {
  const signed = orElse(raw, path, textAt, timestamp === null ? '{body}' : '{timestamp}.{body}');
  const needed = ['{body}', ...(timestamp === null ? [] : ['{timestamp}'])];
  const missing = needed.find((each) => !signed.includes(each));
  if (missing !== undefined) throw new FieldInvalid(path, `must have ${missing}, such as {timestamp}.{body}`);
  return signed;
}

function headerAt(raw: unknown, path: string): string {
  const name = textAt(raw, path);
  if (/^[A-Za-z0-9-]+$/.test(name)) return name.toLowerCase();
  throw new FieldInvalid(path, `is no name of a header: ${name}`);
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Seconds of a span such as 90s, 5m, 1h or 2d; null if the text is none. */
export function secondsOf(text: string): number | null {
  const [, count, unit = ''] = /^([1-9]\d{0,4})([smhd])$/.exec(text.trim()) ?? [];
  return count === undefined ? null : Number(count) * (UNITS[unit] ?? 0);
}

function spanAt(raw: unknown, path: string): number {
  const seconds = secondsOf(textAt(raw, path));
  if (seconds === null) throw new FieldInvalid(path, 'must be a span such as 30s, 5m or 1h');
  return seconds;
}

function timeoutAt(raw: unknown, path: string): number {
  const seconds = spanAt(raw, path);
  if (seconds > MOST_TIMEOUT) throw new FieldInvalid(path, `must be at most ${MOST_TIMEOUT}s`);
  return seconds;
}
