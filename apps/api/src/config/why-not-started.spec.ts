import { createServer } from 'node:net';
import type { Config } from '#deployment';
import { whyNotStarted } from './why-not-started.js';

/** What Node says when it cannot listen there. */
const errorOf = (host: string): Promise<unknown> =>
  new Promise((resolve) => {
    createServer().on('error', resolve).listen(0, host);
  });
const why = (error: unknown, host: string) => whyNotStarted(error, { host, port: 0 } as Config);

it.each(['203.0.113.7', 'no-such-host.invalid'])('names HOST and the remedy where it is %s', async (host) =>
  expect(why(await errorOf(host), host)).toBe(
    `HOST ${host} is not an address of this machine. Set HOST to one of its addresses, or to 127.0.0.1.`,
  ),
);

it('says of the host of another setting what went wrong, in one line', () => {
  const error = Object.assign(new Error('getaddrinfo ENOTFOUND\n  db.example'), {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname: 'db.example',
  });
  expect(why(error, '127.0.0.1')).toBe('getaddrinfo ENOTFOUND db.example');
});
