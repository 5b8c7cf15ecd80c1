import { LRUCache } from 'lru-cache';
import type { Position } from '#event-store';
import { Book, type BookSources } from './book.js';
import { keyOf, type Vantage } from './vantage.js';

/** Each holds every relationship once more. */
const BOOKS_KEPT = 4;

/** Books of other times and models, the last few that were asked for. */
export class Books {
  private readonly kept = new LRUCache<string, Promise<Book>>({ max: BOOKS_KEPT });

  constructor(private readonly sources: BookSources) {}

  /**
   * The book seen from there, with everything that the live views hold. Made from the log when first asked for, which
   * takes as long as reading every relationship.
   */
  async open(vantage: Vantage): Promise<Book> {
    const key = keyOf(vantage);
    const opening = this.kept.get(key) ?? this.make(key, vantage);
    const book = await opening;
    await book.sync();
    return book;
  }

  /** When the last contact up to this place in the log was recorded, milliseconds since the epoch; null where there is none. */
  async timeOf(position: Position): Promise<number | null> {
    const row = await this.sources.db
      .selectFrom('contacts')
      .select('recorded_at')
      .where('position', '<=', Number(position))
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : Number(row.recorded_at);
  }

  private make(key: string, vantage: Vantage): Promise<Book> {
    const making = this.latestOf(vantage).then((latest) => Book.open(this.sources, vantage, latest));
    this.kept.set(key, making);
    making.catch(() => this.kept.delete(key));
    return making;
  }

  private async latestOf({ knownAt, position }: Vantage): Promise<number | null> {
    return position === null ? knownAt : ((await this.timeOf(position)) ?? 0);
  }
}
