/** Names by which a machine calls itself. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i;

/**
 * By which names a server may be called that listens on its own machine alone. A web page of another name may be made to
 * lead there (DNS rebinding): its browser then names the page's own host. A server that listens elsewhere has names that it
 * does not know, and a token is asked for all the same.
 */
export class Hosts {
  private readonly named: readonly string[];

  /** @param isLocal whether the server listens on its own machine alone @param origins that are allowed; each has a host */
  constructor(
    private readonly isLocal: boolean,
    origins: readonly string[],
  ) {
    this.named = origins.map((origin) => new URL(origin).host);
  }

  /** @param host the header `Host`, with its port */
  mayName(host: string | undefined): boolean {
    if (!this.isLocal) return true;
    const url = URL.parse(`http://${host ?? ''}`);
    return url !== null && (LOOPBACK.test(url.hostname) || this.named.includes(url.host));
  }
}
