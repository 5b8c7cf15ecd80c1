import { readConfig } from '#deployment';
import { servedSources } from '../../apps/api/src/config/sources-settings.js';

/** The names of all settings that the server asks its environment for, each also with the suffix `_FILE`. */
export function settingsKnown(): ReadonlySet<string> {
  const asked = new Set<string>();
  const listening = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get(_, name) {
        if (typeof name === 'string') asked.add(name);
        return undefined;
      },
    },
  );
  readConfig(listening);
  servedSources(listening);
  return asked;
}
