// The file that carries keys: NDJSON, each key wrapped. THIS IS A FILE FORMAT: docs/moving-a-log.md describes it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CarriedKeys, KeptKey } from '#contact-log';
import { UnreadableFile } from '../import/files/unreadable-file.js';

const FORMAT = 'rapport-keys';
const VERSION = 1;

export function keysFileText({ lineage, wrapping, keys }: CarriedKeys): string {
  const header = JSON.stringify({ format: FORMAT, version: VERSION, lineage, wrapping: wrapping.toString('base64') });
  const lines = keys.map(({ id, key, madeAt }) =>
    JSON.stringify({ id, key: key === null ? null : key.toString('base64'), madeAt }),
  );
  const text = [header, ...lines].map((line) => `${line}\n`).join('');
  return `${text}${JSON.stringify({ keys: keys.length, sha256: sha256(text) })}\n`;
}

/** Checks format, count and hash. @throws UnreadableFile */
export function readKeysFile(path: string): CarriedKeys {
  const text = textOf(path);
  const lines = text.split('\n').filter((line) => line !== '');
  const header = parsed(lines[0]);
  if (header?.format !== FORMAT)
    throw new UnreadableFile(
      `${path} holds no keys: it was not written by \`rapport keys export\` or \`export log --keys\``,
    );
  if (header.version !== VERSION)
    throw new UnreadableFile(`${path} holds keys of version ${String(header.version)}; this release reads ${VERSION}`);
  const trailer = parsed(lines.at(-1));
  if (lines.length < 2 || typeof trailer?.keys !== 'number')
    throw new UnreadableFile(`${path} is incomplete: its last line is missing. Export the keys again`);
  const before = text.slice(0, text.lastIndexOf(lines.at(-1) ?? ''));
  const keys = lines.slice(1, -1).map((line, index) => keyIn(line, `${path}, line ${index + 2}`));
  if (keys.length !== trailer.keys)
    throw new UnreadableFile(`${path} holds ${keys.length} keys, but its last line says ${trailer.keys}`);
  if (sha256(before) !== trailer.sha256)
    throw new UnreadableFile(`${path} was changed: its SHA-256 is not that of its last line`);
  const { lineage, wrapping } = header;
  if (typeof wrapping !== 'string' || (lineage !== null && typeof lineage !== 'string'))
    throw new UnreadableFile(`${path}, line 1: it does not say of which log the keys are, or what wraps them`);
  return { lineage, wrapping: Buffer.from(wrapping, 'base64'), keys };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UnreadableFile(`${path} cannot be read: ${(error as Error).message}`);
  }
}

type Unchecked = Readonly<Record<string, unknown>>;

function parsed(line: string | undefined): Unchecked | null {
  try {
    const value: unknown = JSON.parse(line ?? '');
    return typeof value === 'object' && value !== null ? (value as Unchecked) : null;
  } catch {
    return null;
  }
}

function keyIn(line: string, where: string): KeptKey {
  const { id, key, madeAt } = parsed(line) ?? {};
  if (typeof id !== 'string' || typeof madeAt !== 'string' || (key !== null && typeof key !== 'string'))
    throw new UnreadableFile(`${where}: it is not a key`);
  return { id, key: key === null ? null : Buffer.from(key, 'base64'), madeAt };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
