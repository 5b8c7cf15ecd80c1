// A checksum with each event, so that damage to the file is noticed when the event is read. It is not against attackers.
import { crc32 } from 'node:zlib';

/** The name in the stored metadata. Adapters add it when they write and remove it when they read. */
export const CHECKSUM = 'crc32';

const HEX_DIGITS = 8;
/** The end of the stored metadata: the checksum is always its last field. */
const TAIL_LENGTH = `"${CHECKSUM}":""}`.length + HEX_DIGITS;
const TAIL = new RegExp(`^"${CHECKSUM}":"([0-9a-f]{${HEX_DIGITS}})"}$`);

/** The texts of an event. `metadata` is without the checksum. */
export type EventText = {
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
};

/** The metadata to store: with the checksum as its last field. */
export function withChecksum(text: EventText): string {
  const { metadata } = text;
  return `${metadata.slice(0, -1)}${metadata === '{}' ? '' : ','}"${CHECKSUM}":"${checksumOf(text)}"}`;
}

/** The stored metadata in two parts. `checksum` is null where an earlier release wrote the event. */
export function splitMetadata(stored: string): { readonly metadata: string; readonly checksum: string | null } {
  const checksum = TAIL.exec(stored.slice(-TAIL_LENGTH))?.[1];
  if (checksum === undefined) return { metadata: stored, checksum: null };
  const rest = stored.slice(0, -TAIL_LENGTH);
  return { metadata: `${rest.endsWith(',') ? rest.slice(0, -1) : rest}}`, checksum };
}

export function checksumOf({ stream, id, type, data, metadata }: EventText): string {
  const sum = crc32([stream, id, type, data, metadata].join('\n'));
  return sum.toString(16).padStart(HEX_DIGITS, '0');
}
