type Facts = Readonly<Record<string, unknown>>;
type Upcaster = (facts: Facts) => Facts;

/**
 * Upcasters by event type, for facts that older releases wrote. Each turns version n into version n + 1; the first entry
 * turns 1 into 2. The log is never rewritten. Every version has a fixture under test/fixtures.
 */
const UPCASTERS: Readonly<Record<string, readonly Upcaster[]>> = {};

/** A newer release wrote the event; this release would misread it. */
export class FutureVersion extends Error {
  constructor(
    readonly eventType: string,
    readonly version: number,
    readonly newestKnown: number,
  ) {
    super(
      `${eventType} is stored in version ${version}; this release knows up to ${newestKnown}. Use a newer release.`,
    );
  }
}

/** @throws FutureVersion */
export function upcast(type: string, version: number, facts: Facts): Facts {
  const newestKnown = upcast.current(type);
  if (version === newestKnown) return facts;
  if (version > newestKnown) throw new FutureVersion(type, version, newestKnown);
  return (UPCASTERS[type] ?? []).slice(version - 1).reduce((shape, lift) => lift(shape), facts);
}

/** The version in which contacts of this type are written today. */
upcast.current = (type: string): number => 1 + (UPCASTERS[type]?.length ?? 0);
