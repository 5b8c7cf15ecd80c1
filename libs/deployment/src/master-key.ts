import { execFile } from 'node:child_process';
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { makeFolders } from './make-folders.js';
import type { MasterKeySetting } from './settings/storage-settings.js';

const KEY_BYTES = 32;
const PATIENCE_MS = 30_000;
const MOST_OUTPUT_BYTES = 64 * 1024;
const MOST_SAID = 200;
const ERASED = 'without it all personal data stays unreadable';

type Failure = {
  readonly killed?: boolean;
  readonly code?: number | string | null;
  readonly signal?: string | null;
  readonly stderr?: string;
};

/** Reads the master key. @throws ConfigurationInvalid there is none, or the command fails */
export async function readMasterKey(setting: MasterKeySetting): Promise<KeyObject> {
  const text = 'file' in setting ? textOf(setting.file) : await outputOf(setting.command);
  const key = keyIn(text.trim());
  if (key === null)
    throw new ConfigurationInvalid(
      `${namedBy(setting)} does not hold a master key: 32 bytes in base64 or in hex are wanted, it holds ${text.trim().length} characters`,
    );
  return createSecretKey(key);
}

/** Reads the master key; a file that does not exist is made. Only for keys that no other master key wraps. @throws as readMasterKey */
export async function readOrMakeMasterKey(setting: MasterKeySetting): Promise<KeyObject> {
  if ('file' in setting && !existsSync(setting.file)) makeFile(setting.file);
  return readMasterKey(setting);
}

/** What a message calls it. */
export const namedBy = (setting: MasterKeySetting): string =>
  'file' in setting ? `MASTER_KEY_FILE ${setting.file}` : 'what MASTER_KEY_COMMAND prints';

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ConfigurationInvalid(
      code === 'ENOENT'
        ? `MASTER_KEY_FILE ${file} does not exist, but the keys of customers are wrapped by it. Put it back: ${ERASED}.`
        : `MASTER_KEY_FILE ${file} cannot be read: ${message}`,
    );
  }
}

function makeFile(file: string): void {
  try {
    makeFolders(dirname(file));
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Another process has just made it.
    if (code !== 'EEXIST') throw new ConfigurationInvalid(`MASTER_KEY_FILE ${file} cannot be made: ${message}`);
  }
}

/** Standard output is never shown: it may hold the key. */
async function outputOf(command: string): Promise<string> {
  try {
    const options = { timeout: PATIENCE_MS, maxBuffer: MOST_OUTPUT_BYTES, killSignal: 'SIGKILL' } as const;
    const running = promisify(execFile)('/bin/sh', ['-c', command], options);
    // A command that reads finds the end at once, and does not wait for an answer that nobody gives.
    running.child.stdin?.end();
    return (await running).stdout;
  } catch (error) {
    const { killed, code, signal, stderr = '' } = error as Failure;
    const said = stderr.trim().split('\n').at(-1)?.slice(0, MOST_SAID) ?? '';
    const why =
      code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER'
        ? `prints more than ${MOST_OUTPUT_BYTES / 1_024} KB`
        : killed === true
          ? `did not end within ${PATIENCE_MS / 1_000} s`
          : `ended with ${String(code ?? signal)}`;
    throw new ConfigurationInvalid(
      `MASTER_KEY_COMMAND ${why}${said === '' ? '' : ` and said: ${said}`}. Without the master key no personal data can be read.`,
    );
  }
}

function keyIn(text: string): Buffer | null {
  const isHex = /^[0-9a-f]{64}$/i.test(text);
  if (!isHex && !/^[\w+/-]{43}=?$/.test(text)) return null;
  const key = Buffer.from(text, isHex ? 'hex' : 'base64');
  return key.length === KEY_BYTES ? key : null;
}
