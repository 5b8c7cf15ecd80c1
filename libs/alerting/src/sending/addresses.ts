import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The address may not be used. The message says which and why, without the path, which may be a secret. */
export class AddressRefused extends Error {}

/** Where a name leads: the only address to which the connection is then made. */
export type Place = { readonly address: string; readonly family: 4 | 6 };

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly Place[]>;

const RESOLVED: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** @throws RangeError a network is none */
export function networksIn(texts: readonly string[]): readonly Network[] {
  return texts.map((text) => {
    try {
      return ipaddr.parseCIDR(text);
    } catch {
      throw new RangeError(`"${text}" is no network such as 10.0.0.0/8`);
    }
  });
}

/**
 * Which addresses alerts may be sent to: those of the public internet, and those of the allowed networks. So nobody can use
 * alerts to reach what only this machine can reach.
 */
export class Addresses {
  private readonly allowed: readonly Network[];

  /** @param allowed networks such as 10.0.0.0/8 @throws RangeError one of them is no network */
  constructor(
    allowed: readonly string[],
    private readonly resolve: Resolve = RESOLVED,
  ) {
    this.allowed = networksIn(allowed);
  }

  /** What can be told of an address before it is used. @throws AddressRefused */
  check(text: string): URL {
    const url = URL.parse(text);
    if (url === null || !['http:', 'https:'].includes(url.protocol))
      throw new AddressRefused('The address must be a URL that begins with https://.');
    if (url.username !== '' || url.password !== '')
      throw new AddressRefused('The address must not hold a user name or a password.');
    const host = hostOf(url);
    if (isIP(host) > 0) this.checkPlace(url, host);
    return url;
  }

  /**
   * Resolves the name once. The connection must be made to the place that is answered: a second look-up might lead elsewhere.
   * @throws AddressRefused; Error of the look-up
   */
  async placeOf(url: URL): Promise<Place> {
    const host = hostOf(url);
    const places: readonly Place[] =
      isIP(host) > 0 ? [{ address: host, family: isIP(host) === 6 ? 6 : 4 }] : await this.resolve(host);
    // One private address among public ones is no mistake that we would want to pass over.
    for (const { address } of places) this.checkPlace(url, address);
    const [place] = places;
    if (place === undefined) throw new AddressRefused(`The name ${host} leads nowhere.`);
    return place;
  }

  private checkPlace({ protocol, host }: URL, address: string): void {
    // An IPv4 address may be written as an IPv6 one.
    const parsed = ipaddr.process(address);
    const isAllowed = this.allowed.some(
      ([network, bits]) => network.kind() === parsed.kind() && parsed.match([network, bits] as never),
    );
    if (isAllowed) return;
    const range = parsed.range();
    if (range !== 'unicast')
      throw new AddressRefused(
        `${host} leads to ${address}, which is not on the public internet (${range}). ALERT_NETWORKS allows it.`,
      );
    if (protocol !== 'https:') throw new AddressRefused(`${host} must be used by https://.`);
  }
}

/** Without the brackets of an IPv6 address. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');
