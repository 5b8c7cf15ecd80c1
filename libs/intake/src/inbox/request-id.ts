import { createHash } from 'node:crypto';
import type { Inbox } from '#source';
import { headerIn, type SignedRequest } from './signature.js';

/** What tells a request from others, as the inbox says; null: the request has nothing there. @param document its body */
export function requestIdOf(request: SignedRequest, document: unknown, { id, signature }: Inbox): string | null {
  if (id === null) return signature.is === 'HMAC' && signature.id !== null ? headerIn(request, signature.id) : null;
  if (id === 'body') return createHash('sha256').update(request.body).digest('base64url');
  const found = atPointer(document, id);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null;
}

/** The value at a JSON Pointer (RFC 6901). */
function atPointer(document: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Readonly<Record<string, unknown>>)[part]
          : undefined,
      document,
    );
}
