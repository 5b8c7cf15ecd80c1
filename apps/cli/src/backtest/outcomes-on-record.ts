import { outcomeOf } from '#relationship';
import { UsageError } from '../terminal/usage-error.js';
import type { Question } from '#source';
import type { Histories } from './histories.js';

/**
 * Checks that the outcome that is asked about was ever observed. If not, its name is most likely misspelt.
 * @throws UsageError which names the kinds that were observed
 */
export async function assertObserved(histories: Histories, question: Question): Promise<void> {
  if (question.is !== 'OUTCOME') return;
  const kinds = new Set<string>();
  for await (const { contacts } of histories.read())
    for (const contact of contacts) {
      const outcome = outcomeOf(contact);
      if (outcome !== null) kinds.add(outcome.kind);
    }
  if ([...kinds].some((kind) => kind.toUpperCase() === question.kind.toUpperCase())) return;
  const there = kinds.size === 0 ? 'there are none at all' : `there are ${[...kinds].sort().join(', ')}`;
  throw new UsageError(`no outcome ${question.kind} is on record; ${there}`);
}
