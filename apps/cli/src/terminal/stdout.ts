import { once } from 'node:events';

/** Writes to stdout and waits while its reader is slow. Does nothing once the reader has closed it, as `| head` does. */
export async function say(text: string): Promise<void> {
  const { stdout } = process;
  if (text === '' || !stdout.writable || stdout.write(text)) return;
  await once(stdout, 'drain').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
