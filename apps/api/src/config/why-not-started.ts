import { ConfigurationInvalid, type Config } from '#deployment';

/**
 * Why the server did not start: a line that names the setting or the file, and says what to do; more lines where more settings are
 * wrong. Our own errors already say this. Errors of the operating system are translated into the setting that caused them.
 * @param config null if the configuration itself is invalid
 */
export function whyNotStarted(error: unknown, config: Config | null): string {
  if (error instanceof ConfigurationInvalid) return error.message;
  const { code, syscall, hostname, message } = error as Partial<NodeJS.ErrnoException> & { readonly hostname?: string };
  // The name of an address to listen on is looked up first.
  const isListening = syscall === 'listen' || (syscall === 'getaddrinfo' && hostname === config?.host);
  const reason = isListening && config !== null ? notListening(code, config) : null;
  return (reason ?? message ?? String(error)).replaceAll(/\s*\n\s*/g, ' ');
}

function notListening(code: string | undefined, { host, port }: Config): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT ${port} on ${host} is in use by another process. Stop that process, or set PORT to a free port.`;
    case 'EACCES':
      return `PORT ${port} needs more rights than this user has. Set PORT to 1024 or above.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST ${host} is not an address of this machine. Set HOST to one of its addresses, or to 127.0.0.1.`;
    default:
      return null;
  }
}
