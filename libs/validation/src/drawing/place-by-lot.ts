/**
 * Where a customer stands in a draw, 0 up to, not including, 1: the same wherever it is asked, and as good as chance. FNV-1a, whose
 * upper bits hardly differ between short names, finished as MurmurHash3 is.
 */
export function placeByLot(customerId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < customerId.length; index += 1)
    hash = Math.imul(hash ^ customerId.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
