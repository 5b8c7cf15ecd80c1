import { existsSync } from 'node:fs';

/** Where Debian and its relatives put Chromium: the program itself, then the script that starts it. */
const PLACES = ['/usr/lib/chromium/chromium', '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** The Chromium of this machine, or the one that CHROMIUM names; null if there is none. */
export function chromiumHere(): string | null {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') return named;
  return PLACES.find((place) => existsSync(place)) ?? null;
}

/** Programs of the system: CI runs with a PATH that has few. */
export const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
