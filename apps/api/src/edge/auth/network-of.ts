import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** A provider gives each customer at least a network of this size, whose addresses it uses as it likes. */
const NETWORK_GROUPS = 4;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * What a caller is counted by: its address; of IPv6 the first 64 bits of it, since whoever has one address of such a network
 * has all of them. @param address as Node says it; undefined: the connection is gone
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined) return '';
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [plain = ''] = address.split('%');
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, NETWORK_GROUPS).join(':')}::/64` : address;
}

/** All groups of an IPv6 address, without zeros before them. */
function groupsOf(address: string): readonly string[] {
  const [before = '', after] = address.split('::');
  const split = (text: string | undefined) =>
    text ? text.split(':').map((group) => parseInt(group, 16).toString(16)) : [];
  const [head, tail] = [split(before), split(after)];
  return [...head, ...Array.from({ length: Math.max(0, GROUPS - head.length - tail.length) }, () => '0'), ...tail];
}
