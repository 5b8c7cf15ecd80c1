import type { RecentIds } from './recent-ids.js';
import type { Streams } from './streams.js';

export type ExpectedRevision = bigint | 'no_stream' | 'any' | 'stream_exists';

/** -2 any, -1 no stream, -4 stream exists, as the server writes them in trailers. */
export const expectedAsNumber = (expected: ExpectedRevision): bigint =>
  typeof expected === 'bigint' ? expected : { any: -2n, no_stream: -1n, stream_exists: -4n }[expected];

export type Verdict =
  | { readonly is: 'write'; readonly firstRevision: bigint }
  | { readonly is: 'repeat'; readonly lastRevision: bigint }
  | { readonly is: 'wrongRevision'; readonly actual: bigint }
  | { readonly is: 'deleted' };

/** Judges an append (or a deletion, as an append of one new id) against the stream as it stands. */
export function judge(
  streams: Streams,
  recentIds: RecentIds,
  stream: string,
  expected: ExpectedRevision,
  ids: readonly string[],
): Verdict {
  const state = streams.state(stream);
  if (state === 'tombstoned') return { is: 'deleted' };
  const last = streams.lastRevision(stream);
  const write: Verdict = { is: 'write', firstRevision: last + 1n };
  const wrong: Verdict = { is: 'wrongRevision', actual: last };

  if (expected === 'stream_exists') {
    if (state === 'softDeleted') return { is: 'deleted' };
    // A stream without events exists once it has metadata.
    if (last < 0n && streams.lastRevision(`$$${stream}`) < 0n) return wrong;
  }
  if (expected === 'any' || expected === 'stream_exists') {
    const places = ids.map((id) => recentIds.placeIn(stream, id));
    const lastPlace = places.at(-1);
    if (!places[0] || !lastPlace) return places[0] ? wrong : write;
    return places.every((place) => place) ? { is: 'repeat', lastRevision: lastPlace.revision } : wrong;
  }

  const after = expected === 'no_stream' ? -1n : expected;
  if (after > last) return wrong;
  if (after === last) return write;
  const same = ids.findIndex((id, index) => streams.at(stream, after + 1n + BigInt(index))?.id !== id);
  if (same === -1 && ids.length > 0) return { is: 'repeat', lastRevision: after + BigInt(ids.length) };
  if (same === 0 && expected === 'no_stream' && state === 'softDeleted') return write;
  return wrong;
}
