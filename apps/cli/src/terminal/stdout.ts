import { once } from 'node:events';

/** Says it on stdout at the pace of whoever reads it. One who leaves early, as `| head` does, is not told more. */
export async function say(text: string): Promise<void> {
  const { stdout } = process;
  if (text === '' || !stdout.writable || stdout.write(text)) return;
  await once(stdout, 'drain').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
