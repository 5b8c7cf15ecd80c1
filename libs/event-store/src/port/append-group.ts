// How many appends share one commit.
import type { EncodedAppend } from './encoded-append.js';

/** Limits of one commit, so that it does not take long. A single larger append is committed alone. */
const MOST_EVENTS = 1000;
const MOST_BYTES = 4 * 1024 * 1024;

/** How many of the waiting appends, from the first on, go into the next commit. */
export function sizeOfGroup(waiting: readonly { readonly append: EncodedAppend }[]): number {
  let events = 0;
  let bytes = 0;
  const tooMany = waiting.findIndex(({ append }, i) => {
    events += append.events.length;
    bytes += append.bytes;
    return i > 0 && (events > MOST_EVENTS || bytes > MOST_BYTES);
  });
  return tooMany < 0 ? waiting.length : tooMany;
}
