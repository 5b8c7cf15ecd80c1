import type { ContactLog } from '#contact-log';
import { listContacts, type ContactQuery, type ListedContact } from './contact-list.js';
import type { ViewsDatabase } from './database.js';
import { listCallsOwed, type ObligationQuery, type OwedRow } from './obligation-list.js';
import type { Page } from './page.js';
import { listRelationships, type RelationshipQuery, type RelationshipRow } from './relationship-list.js';
import type { RelationshipViews } from './relationship-views.js';

/** Questions to the views. */
export class Views {
  constructor(
    private readonly db: ViewsDatabase,
    private readonly log: ContactLog,
    private readonly rows: RelationshipViews,
  ) {}

  /** Right at the time of the query: scores to 0.1 point, bands exactly. @throws CursorInvalid */
  async relationships(query: RelationshipQuery): Promise<Page<RelationshipRow>> {
    await this.rows.refresh();
    return listRelationships(this.db, query);
  }

  /** What is owed at the time of the query, the most urgent first. @throws CursorInvalid */
  async callsOwed(query: ObligationQuery): Promise<Page<OwedRow>> {
    await this.rows.refresh();
    return listCallsOwed(this.db, query);
  }

  /** @throws CursorInvalid */
  contacts(query: ContactQuery): Promise<Page<ListedContact>> {
    return listContacts(this.db, this.log, query);
  }
}
