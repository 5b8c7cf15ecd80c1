import type { Config } from './config.js';

/**
 * Why a server did not start, in one line that names the setting or the file, and what to do. Errors of our own say so
 * themselves; those of the operating system are put into the words of the configuration.
 * @param config null where the configuration itself was refused
 */
export function whyNotStarted(error: unknown, config: Config | null): string {
  const { code, syscall, message } = error as Partial<NodeJS.ErrnoException>;
  const reason = syscall === 'listen' && config !== null ? notListening(code, config) : null;
  return (reason ?? message ?? String(error)).replaceAll(/\s*\n\s*/g, ' ');
}

function notListening(code: string | undefined, { host, port }: Config): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT ${port} on ${host} is in use by another process. Stop that process, or set PORT to a free port.`;
    case 'EACCES':
      return `PORT ${port} is not open to this user. Set PORT to 1024 or above.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is no address of this machine. Set HOST to one of its addresses, or to 127.0.0.1.`;
    default:
      return null;
  }
}
