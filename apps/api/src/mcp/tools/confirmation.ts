import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { MINUTE_MS } from '#relationship';

/** What a dry run was of. */
export type Rehearsed = {
  readonly tool: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /**
   * The value of `Authorization`. A model does not see it, so it cannot make a confirmation up; and every node can check one
   * without keeping anything.
   */
  readonly authorization: string;
};

export type Confirmed = { readonly idempotencyKey: string; readonly isExpired: boolean };

/** What a dry run showed may be different by then. */
export const GOOD_FOR_MS = 15 * MINUTE_MS;

/** What a second call must send to record what the first one showed. @param now milliseconds since the epoch */
export function confirmationOf(rehearsed: Rehearsed, now: number): string {
  const head = `${now.toString(36)}.${randomBytes(9).toString('base64url')}`;
  return `${head}.${signatureOf(head, rehearsed)}`;
}

/** @returns null if no dry run of the same caller, tool and facts gave it */
export function confirmedBy(confirmation: unknown, rehearsed: Rehearsed, now: number): Confirmed | null {
  const [, head = '', at = '', signature = ''] =
    /^(([0-9a-z]{1,11})\.[\w-]{12})\.([\w-]{43})$/.exec(typeof confirmation === 'string' ? confirmation : '') ?? [];
  if (head === '' || !isSame(signature, signatureOf(head, rehearsed))) return null;
  return { idempotencyKey: `mcp:${head}`, isExpired: now > Number.parseInt(at, 36) + GOOD_FOR_MS };
}

const signatureOf = (head: string, { tool, facts, authorization }: Rehearsed): string =>
  createHmac('sha256', authorization)
    .update(JSON.stringify([head, tool, ordered(facts)]))
    .digest('base64url');

const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The same for the same facts, in whatever order they were sent. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, each]) => [name, ordered(each)]);
}
