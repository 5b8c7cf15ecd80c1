import { cleanLine } from '#relationship';

/**
 * What a document says of each segment. A relationship has its segment in the normal form of texts, so the names of a document
 * are read in it too: " SMB" in a document is the "SMB" of relationships.
 */
export const bySegment = <Written, Read>(
  written: Readonly<Record<string, Written>>,
  read: (written: Written) => Read,
): ReadonlyMap<string, Read> =>
  new Map(Object.entries(written).map(([segment, each]) => [cleanLine(segment), read(each)]));
