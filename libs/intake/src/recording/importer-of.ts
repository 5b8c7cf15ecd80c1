import type { Source } from '#source';
import type { Recorder } from './recording-context.js';

/** An administrator who imports: a row may say whose word it is, and everything may be recorded. */
export function importerOf({ id }: Source): Recorder {
  const by = `import:${id}`;
  return {
    correlationId: by,
    identityOf: ({ recordedBy }) => recordedBy ?? by,
    keyOf: () => null,
    refusalOf: () => null,
    rightsFor: () => ({}),
    mayBackdate: true,
  };
}
