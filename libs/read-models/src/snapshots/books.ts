import { LRUCache } from 'lru-cache';
import type { Position } from '#event-store';
import { timeKnownAt } from './time-known.js';
import { Book, type BookSources } from './book.js';
import { keyOf, type Vantage } from './vantage.js';

/** Each holds every relationship once more. */
const BOOKS_KEPT = 4;
/** Books in the making; more would only take the time from one another. */
const MOST_IN_THE_MAKING = 2;

/** As many books as may be are being made already, and nothing was begun. */
export class BooksBusy extends Error {
  constructor() {
    super('other times are being read for others; try again in a few seconds');
  }
}

/** Books of other times and models, the last few that were asked for. */
export class Books {
  private readonly kept = new LRUCache<string, Book>({ max: BOOKS_KEPT });
  private readonly inTheMaking = new Map<string, Promise<Book>>();

  constructor(private readonly sources: BookSources) {}

  /**
   * The book seen from there, with everything that the live views hold. Made from the log when first asked for, which
   * takes as long as reading every relationship. @throws BooksBusy
   */
  async open(vantage: Vantage): Promise<Book> {
    const key = `${keyOf(vantage)} ${this.documentOf(vantage)}`;
    const book = this.kept.get(key);
    if (book === undefined) return this.inTheMaking.get(key) ?? this.make(key, vantage);
    await book.sync();
    return book;
  }

  /** The latest time at which anything up to this place in the log was recorded, milliseconds since the epoch; 0 where nothing was. */
  timeOf(position: Position): Promise<number> {
    return timeKnownAt(this.sources.db, this.sources.models.registry, position);
  }

  /** A draft may be written anew under its id, and is then another model. */
  private documentOf(vantage: Vantage): string {
    const { registry } = this.sources.models;
    if (vantage.model === null) return '';
    const { knownAt, position, model } = vantage;
    const known = registry.asKnown({ knownAt: knownAt ?? Infinity, position });
    return (known.find(model) ?? registry.find(model))?.drafted?.id ?? '';
  }

  private make(key: string, vantage: Vantage): Promise<Book> {
    if (this.inTheMaking.size >= MOST_IN_THE_MAKING) return Promise.reject(new BooksBusy());
    const making = this.begin(vantage)
      .then((book) => {
        this.kept.set(key, book);
        return book;
      })
      .finally(() => this.inTheMaking.delete(key));
    this.inTheMaking.set(key, making);
    return making;
  }

  private async begin(vantage: Vantage): Promise<Book> {
    const { knownAt, position } = vantage;
    const latest = position === null ? knownAt : await this.timeOf(position);
    const book = await Book.open(this.sources, vantage, latest);
    await book.sync();
    return book;
  }
}
