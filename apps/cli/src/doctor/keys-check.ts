import { statSync } from 'node:fs';
import type { KeyRing } from '#contact-log';
import { keysPlace, type StorageSettings } from '#deployment';
import { about, type Finding } from './finding.js';

/** Whether a master key wraps the keys, and who may read its file. */
export function checkWrapped(keys: KeyRing, settings: StorageSettings): Finding {
  const { ok, look } = about('keys');
  const { masterKey } = settings;
  const { shown } = keysPlace(settings);
  if (!keys.areWrapped)
    return look(
      `they are not wrapped: whoever has ${shown} and the log reads all personal data`,
      'Stop the servers, set MASTER_KEY_FILE (or MASTER_KEY_COMMAND) for each of them, and run: npx rapport keys wrap',
    );
  if (masterKey === undefined || 'command' in masterKey) return ok('a master key wraps them, which a command gives');
  const mode = statSync(masterKey.file).mode & 0o777;
  // A group may read it, such as that of a container which mounts it.
  return (mode & 0o027) === 0
    ? ok(`a master key wraps them, ${masterKey.file}`)
    : look(`others may read ${masterKey.file} (mode ${mode.toString(8)})`, `Run: chmod 600 ${masterKey.file}`);
}
