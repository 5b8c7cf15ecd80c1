import type { Actor } from '#access';

/** An actor who was let in, and until when. */
export type Admission = {
  readonly actor: Actor;
  /** The same for everybody who came with the same token, so that it is looked up once for all of them. */
  readonly key: string;
  /** Whether the token is still good: neither expired nor revoked. */
  readonly holds: () => Promise<boolean>;
};
