import { whyKeysMisfit, type KeyRing } from '#contact-log';
import { ensureIdentity, identityOf, type EventStore, type LogIdentity } from '#event-store';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';

/**
 * Checks that log and keys belong together, and notes it in both where an earlier release has not. Nothing is written before
 * it is certain.
 * @param place of the keys, for the error
 * @returns the identity of the log @throws ConfigurationInvalid
 */
export async function fitKeys(store: EventStore, keys: KeyRing, place: string): Promise<LogIdentity> {
  const known = await identityOf(store);
  await assertKeysFit(store, keys, known, place);
  const identity = known ?? (await ensureIdentity(store, keys.lineage ?? undefined));
  keys.belongTo(identity.lineage);
  return identity;
}

/** @throws ConfigurationInvalid */
export async function assertKeysFit(
  store: EventStore,
  keys: KeyRing,
  known: LogIdentity | null,
  place: string,
): Promise<void> {
  const { lineage } = keys;
  if (lineage !== null && known === null && (await store.head()) === null)
    throw new ConfigurationInvalid(
      `the log is empty, but ${place} holds the keys of a log. Put that log back: from its backup, or with its -wal file. To begin anew, move ${place} away, and keep it: without it that log cannot be read.`,
    );
  if (lineage !== null && lineage === known?.lineage) return;
  const why = lineage !== null && known !== null ? 'holds the keys of another log' : await whyKeysMisfit(store, keys);
  if (why !== null)
    throw new ConfigurationInvalid(
      `${place} ${why}. Put back the keys that belong to this log, from their backup or from where the log was moved from: with other keys its personal data cannot be read.`,
    );
}
