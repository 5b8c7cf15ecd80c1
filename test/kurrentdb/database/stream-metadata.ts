import { DELETED_STREAM } from './records.js';

/** What a stream's metadata says of which events are shown. */
export type StreamMetadata = {
  readonly maxCount?: bigint;
  readonly maxAgeMs?: number;
  readonly truncateBefore?: bigint;
  readonly softDeleted: boolean;
};

const asObject = (data: Uint8Array | undefined): Record<string, unknown> => {
  if (!data) return {};
  try {
    const parsed: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {}; // the server takes malformed metadata for none
  }
};

const integer = (value: unknown, least: number): bigint | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= least ? BigInt(value) : undefined;

/** Reads `$maxCount`, `$maxAge` (seconds) and `$tb`; anything malformed is as if it were not there. */
export function parseStreamMetadata(data: Uint8Array | undefined): StreamMetadata {
  const raw = asObject(data);
  const maxAge = integer(raw['$maxAge'], 1);
  const truncateBefore = integer(raw['$tb'], 0);
  return {
    maxCount: integer(raw['$maxCount'], 1),
    maxAgeMs: maxAge === undefined ? undefined : Number(maxAge) * 1000,
    truncateBefore,
    // 2^63-1 does not survive JSON.parse: it comes back as 2^63.
    softDeleted: truncateBefore !== undefined && truncateBefore >= DELETED_STREAM,
  };
}

/** What a soft deletion writes: whatever else the metadata said is gone with it. */
export const deletedMetadata = (): Uint8Array => Buffer.from(`{"$tb":${DELETED_STREAM}}`, 'utf8');

/** The same metadata with another `$tb`, as written when a soft-deleted stream begins again. */
export function withTruncateBefore(data: Uint8Array | undefined, truncateBefore: bigint): Uint8Array {
  return Buffer.from(JSON.stringify({ ...asObject(data), $tb: Number(truncateBefore) }), 'utf8');
}
