/** All benches: those with a limit or peers first, then what docs/growing.md reckons with. */
export const NAMES = [
  ...([
    'append',
    'append-postgres',
    'rebuild',
    'replay',
    'query',
    'owed',
    'import',
    'curve',
    'stress',
    'push',
  ] as const),
  ...(['stopped-readers', 'storage', 'serving', 'verbs', 'promises', 'overload', 'beside', 'one-customer'] as const),
  ...(['past', 'import-large'] as const),
] as const;
