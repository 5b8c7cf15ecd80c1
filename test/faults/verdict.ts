// What must hold of the log when everything is over, whatever befell it.
import type { StoredEvent } from '#event-store';
import type { Attempt, Told } from './workload.js';

export type Verdict = {
  readonly attempts: Readonly<Record<Told, number>>;
  readonly eventsInLog: number;
  /** Of the appends whose writers never learned what became of them. */
  readonly unknownStored: number;
  readonly violations: readonly string[];
};

/** @param followed what a follower saw from before the first append to after the last */
export function verdictOn(
  attempts: readonly Attempt[],
  log: readonly StoredEvent[],
  followed: readonly StoredEvent[],
): Verdict {
  const violations: string[] = [];
  const placeOf = new Map<string, number>();
  for (const [place, { id }] of log.entries()) {
    if (placeOf.has(id)) violations.push(`event ${id} is stored twice`);
    placeOf.set(id, place);
  }
  checkStreams(log, violations);
  checkFollower(log, followed, violations);

  const counts: Record<Told, number> = { ACKNOWLEDGED: 0, CONFLICT: 0, UNAVAILABLE: 0, UNKNOWN: 0 };
  let unknownStored = 0;
  for (const attempt of attempts) {
    counts[attempt.told] += 1;
    const stored = attempt.ids.filter((id) => placeOf.has(id)).length;
    const [first = ''] = attempt.ids;
    if (stored !== 0 && stored !== attempt.ids.length) violations.push(`an append is stored in part: ${first}`);
    if (stored !== 0) checkTogether(attempt, log, placeOf, violations);
    switch (attempt.told) {
      case 'ACKNOWLEDGED':
        if (stored === 0) violations.push(`an acknowledged append is lost: ${first}`);
        break;
      case 'CONFLICT':
      case 'UNAVAILABLE':
        if (stored !== 0) violations.push(`an append was called ${attempt.told} and is stored: ${first}`);
        break;
      case 'UNKNOWN':
        unknownStored += stored === 0 ? 0 : 1;
    }
  }
  return { attempts: counts, eventsInLog: log.length, unknownStored, violations };
}

function checkStreams(log: readonly StoredEvent[], violations: string[]): void {
  const next = new Map<string, number>();
  for (const { stream, revision } of log) {
    if (revision !== (next.get(stream) ?? 0)) violations.push(`${stream} has a gap before revision ${revision}`);
    next.set(stream, revision + 1);
  }
}

function checkFollower(log: readonly StoredEvent[], followed: readonly StoredEvent[], violations: string[]): void {
  const differs = log.findIndex(({ id }, i) => followed[i]?.id !== id);
  if (differs >= 0) violations.push(`the follower differs from the log at event ${differs}`);
  if (followed.length > log.length) violations.push(`the follower saw ${followed.length - log.length} events too many`);
}

/** Its events stand one after another in the log, and where its writer was told. */
function checkTogether(
  { ids, answer }: Attempt,
  log: readonly StoredEvent[],
  placeOf: ReadonlyMap<string, number>,
  violations: string[],
): void {
  const [first = ''] = ids;
  const begin = placeOf.get(first) ?? -1;
  if (ids.some((id, i) => placeOf.get(id) !== begin + i)) violations.push(`an append is torn apart: ${first}`);
  const last = log[begin + ids.length - 1];
  if (answer && (last?.revision !== answer.lastRevision || last.position !== answer.lastPosition))
    violations.push(`an append is elsewhere than its writer was told: ${first}`);
}
