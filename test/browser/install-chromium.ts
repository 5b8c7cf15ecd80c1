// Before the browser's tests: Chromium comes from Debian. `npm ci` brings none, because who only uses Rapport needs none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumHere, SYSTEM_PATH } from './chromium.js';

const APT_GET = '/usr/bin/apt-get';
const INSTALL = ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'];

/** @throws Error that says what to do where it cannot install it */
export default function installChromium(): void {
  if (chromiumHere() !== null) return;
  const mayInstall = process.getuid?.() === 0 && existsSync(APT_GET);
  if (!mayInstall)
    throw new Error(
      'There is no Chromium. Install it, on Debian with `sudo apt-get install chromium`, or name one in CHROMIUM. As root on Debian, this command installs it.',
    );
  for (const what of [['update'], INSTALL]) {
    const { status, stdout, stderr } = spawnSync(APT_GET, what, {
      encoding: 'utf8',
      env: { ...process.env, PATH: SYSTEM_PATH, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) throw new Error(`apt-get ${what.join(' ')} failed:\n${stdout}${stderr}`);
  }
}
