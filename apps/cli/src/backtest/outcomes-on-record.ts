import { outcomeOf } from '#relationship';
import { UsageError } from '../terminal/usage-error.js';
import type { Question } from '../mapping/question.js';
import type { Book } from './book.js';

/**
 * That every outcome is alike is found out; that none of its kind was ever observed is more often a slip of the pen.
 * @throws UsageError where the book has no outcome of the kind that is asked about
 */
export async function assertObserved(book: Book, question: Question): Promise<void> {
  if (question.is !== 'OUTCOME') return;
  const kinds = new Set<string>();
  for await (const { contacts } of book.read())
    for (const contact of contacts) {
      const outcome = outcomeOf(contact);
      if (outcome !== null) kinds.add(outcome.kind);
    }
  if ([...kinds].some((kind) => kind.toUpperCase() === question.kind.toUpperCase())) return;
  const there = kinds.size === 0 ? 'there are none at all' : `there are ${[...kinds].sort().join(', ')}`;
  throw new UsageError(`no outcome ${question.kind} is on record; ${there}`);
}
