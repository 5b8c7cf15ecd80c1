import type { IncomingMessage } from 'node:http';

/**
 * Which web pages may open sockets. A browser names the page's origin; other programs name none, and their token alone decides.
 */
export class Origins {
  /** @param allowed beside pages of the server's own address, such as `https://dashboard.example.com` */
  constructor(private readonly allowed: readonly string[]) {}

  mayOpen({ headers: { origin, host } }: Pick<IncomingMessage, 'headers'>): boolean {
    if (origin === undefined || this.allowed.includes(origin)) return true;
    return URL.parse(origin)?.host === host?.toLowerCase();
  }
}
