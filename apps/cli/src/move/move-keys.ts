import { assertOpens, KeysConflict, MasterKeyWrong, type CarriedKeys } from '#contact-log';
import {
  ConfigurationInvalid,
  openForReading,
  openKeys,
  readMasterKey,
  readOrMakeMasterKey,
  wrapFromTheFirst,
  type MasterKeySetting,
  type StorageSettings,
} from '#deployment';
import { openOutput } from '../output/open-output.js';
import { keysFileText, readKeysFile } from './keys-file.js';
import { MoveRefused } from './move-refused.js';

export type KeysOrder = {
  /** The file of the keys. */
  readonly path: string;
  /** The file of the key that wraps them on their way; left out: the master key of the settings. */
  readonly wrappedBy?: string;
};

const MOST_NAMED = 5;

/** Writes all keys, wrapped, to a file for its owner only; servers may run. @returns how many @throws ConfigurationInvalid, MoveRefused */
export async function exportKeys(settings: StorageSettings, order: KeysOrder): Promise<number> {
  const carrier = await carrierOf(settings, order, readOrMakeMasterKey);
  const reading = await openForReading(settings);
  try {
    const carried = (await reading.keys()).carried(carrier);
    const output = openOutput(order.path);
    await output.write(keysFileText(carried));
    await output.close();
    return carried.keys.length;
  } finally {
    await reading.close();
  }
}

export type CheckedKeys = {
  readonly carried: CarriedKeys;
  /** Puts them where the settings say. @returns how many were not there yet @throws MoveRefused, StoreUnavailable */
  take(): Promise<number>;
};

/** What a log says of the keys that it needs. */
export type Needed = { readonly lineage: string | null; readonly sealed: ReadonlySet<string> };

/**
 * Reads the file and checks count, hash and what wraps it, and that the keys are those of the log. Nothing is written before `take`.
 * @param needed null: the log is not known @throws UnreadableFile, MoveRefused, ConfigurationInvalid
 */
export async function checkKeys(
  settings: StorageSettings,
  order: KeysOrder,
  needed: Needed | null,
): Promise<CheckedKeys> {
  const carried = readKeysFile(order.path);
  if (needed !== null) assertOfLog(carried, order.path, needed);
  const carrier = await carrierOf(settings, order, readMasterKey);
  try {
    assertOpens(carried, carrier);
  } catch (error) {
    throw explained(error, order.path);
  }
  return {
    carried,
    async take() {
      const keys = await openKeys(settings);
      try {
        await wrapFromTheFirst(keys, settings);
        return keys.take(carried, carrier);
      } catch (error) {
        throw explained(error, order.path);
      } finally {
        keys.close();
      }
    },
  };
}

function assertOfLog(carried: CarriedKeys, path: string, { lineage, sealed }: Needed): void {
  if (lineage !== null && carried.lineage !== null && lineage !== carried.lineage)
    throw new MoveRefused(`${path} holds the keys of another log: nothing was imported`);
  const there = new Set(carried.keys.map(({ id }) => id));
  const missing = [...sealed].filter((customerId) => !there.has(customerId));
  if (missing.length === 0) return;
  throw new MoveRefused(
    `${path} lacks the keys of ${missing.length} customers with personal data in the log: ${missing.slice(0, MOST_NAMED).join(', ')}. Nothing was imported. Export the keys again, after the log.`,
  );
}

function explained(error: unknown, path: string): unknown {
  if (error instanceof MasterKeyWrong)
    return new MoveRefused(`${path} is wrapped by another key: name it with --wrapped-by. Nothing was imported.`);
  return error instanceof KeysConflict ? new MoveRefused(`${path}: ${error.message}. Nothing was imported.`) : error;
}

async function carrierOf(
  { masterKey }: StorageSettings,
  { wrappedBy }: KeysOrder,
  read: (setting: MasterKeySetting) => ReturnType<typeof readMasterKey>,
): ReturnType<typeof readMasterKey> {
  const setting = wrappedBy === undefined ? masterKey : { file: wrappedBy };
  if (setting === undefined)
    throw new MoveRefused(
      'keys only travel wrapped: name the file of a key with --wrapped-by FILE (`keys export` makes it if it does not exist), or set MASTER_KEY_FILE',
    );
  try {
    return await read(setting);
  } catch (error) {
    if (wrappedBy === undefined || !(error instanceof ConfigurationInvalid)) throw error;
    throw new MoveRefused(error.message.replace('MASTER_KEY_FILE', '--wrapped-by'));
  }
}
