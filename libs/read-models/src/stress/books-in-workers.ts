import { LRUCache } from 'lru-cache';
import type { Book } from '../snapshots/book.js';
import type { Books } from '../snapshots/books.js';
import { keyOf, type Vantage } from '../snapshots/vantage.js';
import type { ExposureSource } from '../rows/exposure-changes.js';
import { BookInWorkers } from './book-in-workers.js';
import type { StressBook, StressBooks } from './stress-desk.js';

/** Each has workers of its own, which hold every relationship once more. */
const MOST_OF_OTHER_TIMES = 2;

/** The present book, which stays with its workers, and those of other times and models, the last few that were asked for. */
export class BooksInWorkers implements StressBooks {
  private readonly present: StressBook;
  private readonly others = new LRUCache<string, StressBook & { readonly book: Book }>({
    max: MOST_OF_OTHER_TIMES,
    dispose: ({ workers }) => void workers.retire(),
  });

  /** @param now the clock, milliseconds since the epoch */
  constructor(
    present: ExposureSource,
    private readonly books: Pick<Books, 'open'>,
    now: () => number,
  ) {
    this.present = { workers: new BookInWorkers(present), now };
  }

  async open(vantage: Vantage | null): Promise<StressBook> {
    if (vantage === null) return this.present;
    const book = await this.books.open(vantage);
    const kept = this.others.get(keyOf(vantage));
    if (kept?.book === book) return kept;
    const models = () => book.allModels();
    const opened = { book, workers: new BookInWorkers(book.exposures), now: book.now, models };
    this.others.set(keyOf(vantage), opened);
    return opened;
  }

  async end(): Promise<void> {
    const all = [this.present, ...this.others.values()];
    await Promise.all(all.map(({ workers }) => workers.end()));
  }
}
