import type { Metadata } from '@grpc/grpc-js';
import { isMetastream } from './database/records.js';
import type { Rpc } from './faults.js';
import { accessDenied, unauthenticated } from './wire/failures.js';

/** Who may use a secure stand-in: passwords by login. Like a new server's own, admin is one of `$admins`. */
const PASSWORDS: Readonly<Record<string, string>> = { admin: 'changeit', ops: 'changeit', reader: 'reader' };
const ADMINS = ['admin', 'ops'];
const OPEN_TO_ALL: readonly Rpc[] = ['gossip', 'features'];

/**
 * A server's defaults: whoever logs in may read and write all streams but those of the system; these, and the log as a
 * whole, are for administrators.
 *
 * @throws Failure where this call is not for its caller
 */
export function authorize(rpc: Rpc, stream: string, metadata: Metadata): void {
  if (OPEN_TO_ALL.includes(rpc)) return;
  const login = authenticate(metadata);
  if (login === null) throw accessDenied();
  if (isOfSystem(stream) && !ADMINS.includes(login)) throw accessDenied();
}

/** The metadata of a stream is whose the stream is. */
const isOfSystem = (stream: string): boolean => (isMetastream(stream) ? stream.slice(2) : stream).startsWith('$');

/** @returns null for a caller who names no login */
function authenticate(metadata: Metadata): string | null {
  const [header] = metadata.get('authorization');
  if (header === undefined) return null;
  const [, encoded = ''] = /^Basic (.*)$/.exec(String(header)) ?? [];
  const [login = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  if (PASSWORDS[login] !== password.join(':')) throw unauthenticated();
  return login;
}
