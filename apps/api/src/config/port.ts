import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '#deployment';

/**
 * Checks the port before anything is opened or written, so that a start that cannot succeed leaves nothing behind.
 * @throws Error of the operating system, with `syscall` "listen", if the port cannot be used
 */
export async function assertPortFree({ host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
