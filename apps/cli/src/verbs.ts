import type { Command } from 'commander';

type Verb = (program: Command) => void;

/** In the order of the help. Each is loaded when it is asked for: to load all of them takes a second. */
const VERBS: Readonly<Record<string, () => Promise<readonly Verb[]>>> = {
  start: async () => [(await import('./start/start-verb.js')).startVerb],
  import: async () => [(await import('./import/import-verb.js')).importVerb, (await moves()).moveVerbs],
  source: async () => [(await import('./source/source-verb.js')).sourceVerb],
  inbox: async () => [(await import('./inbox/inbox-verb.js')).inboxVerb],
  replay: async () => [(await import('./replay/replay-verb.js')).replayVerb],
  export: async () => [(await import('./export/export-verb.js')).exportVerb, (await moves()).moveVerbs],
  backtest: async () => [(await import('./backtest/backtest-verb.js')).backtestVerb],
  fit: async () => [(await import('./fit/fit-verb.js')).fitVerb],
  validate: async () => [(await import('./validate/validate-verb.js')).validateVerb],
  parked: async () => [(await import('./parked/parked-verb.js')).parkedVerb],
  config: async () => [(await import('./config/config-verb.js')).configVerb],
  doctor: async () => [(await import('./doctor/doctor-verb.js')).doctorVerb],
  verify: async () => [(await import('./verify/verify-verb.js')).verifyVerb],
  rebuild: async () => [(await import('./rebuild/rebuild-verb.js')).rebuildVerb],
  backup: async () => [(await import('./backup/backup-verb.js')).backupVerb],
  restore: async () => [(await import('./backup/backup-verb.js')).restoreVerb],
  token: async () => [(await import('./token/token-verb.js')).tokenVerb],
  keys: async () => [(await import('./keys/keys-verb.js')).keysVerb],
  retention: async () => [(await import('./retention/retention-verb.js')).retentionVerb],
  demo: async () => [(await import('./demo/demo-verb.js')).demoVerb],
};
const moves = () => import('./move/move-verbs.js');

/** Adds the verb that the words begin with; all verbs where they begin with none, for the help and for its advice. */
export async function addVerbs(program: Command, words: readonly string[]): Promise<void> {
  const [first = ''] = words;
  const added = new Set<Verb>();
  for (const name of Object.hasOwn(VERBS, first) ? [first] : Object.keys(VERBS))
    for (const verb of (await VERBS[name]?.()) ?? []) added.add(verb);
  for (const verb of added) verb(program);
}
