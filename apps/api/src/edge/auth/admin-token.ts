import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type TokenSettings = { readonly adminToken: string | null; readonly dataDir: string };

const TOKEN_BYTES = 32;
const DIGEST_FILE = 'admin-token.sha256';

/** The one token that gives access to the server. Only its digest is kept, in memory and on disk. */
export class AdminToken {
  private constructor(
    private readonly digest: Buffer,
    private readonly file: string,
    /** The token itself if it was made at this start, else null. Shown once, stored nowhere. */
    readonly madeNow: string | null,
  ) {}

  /** The configured token; else the token whose digest is on disk; else a new one, for which `keep` must be called. */
  static load({ adminToken, dataDir }: TokenSettings): AdminToken {
    const file = join(dataDir, DIGEST_FILE);
    if (adminToken !== null) return new AdminToken(digestOf(adminToken), file, null);
    const kept = digestIn(file);
    if (kept !== null) return new AdminToken(kept, file, null);
    const made = randomBytes(TOKEN_BYTES).toString('base64url');
    return new AdminToken(digestOf(made), file, made);
  }

  /** Writes the digest of a new token to disk; does nothing if the token is not new. */
  keep(): void {
    if (this.madeNow === null) return;
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    writeFileSync(this.file, `${this.digest.toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  }

  /** Whether a caller sent this token. */
  isHeldIn(sent: string): boolean {
    // All digests have the same length, and timingSafeEqual takes the same time wherever they differ.
    return timingSafeEqual(digestOf(sent), this.digest);
  }
}

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

function digestIn(file: string): Buffer | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new Error(
      `${file} does not hold the digest of a token. Delete it: the next start makes a new token and prints it.`,
    );
  return Buffer.from(text, 'hex');
}
