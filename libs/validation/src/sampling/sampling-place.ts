/**
 * The place of a customer in a random order, 0 up to but not including 1. It is a hash of the id, so it is the same in every
 * run: FNV-1a, finished as MurmurHash3 is, since the upper bits of FNV-1a hardly differ between short ids.
 */
export function samplingPlace(customerId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < customerId.length; index += 1)
    hash = Math.imul(hash ^ customerId.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
