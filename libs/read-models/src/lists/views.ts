import type { ContactLog } from '#contact-log';
import { listContacts, type ContactQuery, type ListedContact } from './contact-list.js';
import { customersHeldBy, customersWithin, listCustomers, type CustomerFilter } from './customer-list.js';
import { firstContacts, type FirstContact, type FirstContactQuery } from './first-contacts.js';
import { fallingDue, type FallingDue, type FallingDueQuery } from './falling-due.js';
import type { Forecasts } from '../forecasts/forecasts.js';
import { fillLowerEnds } from './lower-ends.js';
import type { ViewsDatabase } from '../database/database.js';
import { listNeeds, readNeed, type NeedQuery } from './need-list.js';
import { askersOf, recordedNeeds, unfinishedFulfilments, waitingFor, type WaitingCustomer } from './need-lookup.js';
import type { NeedRow } from './need-row.js';
import { listCallsOwed } from './obligation-list.js';
import type { ObligationQuery, OwedRow } from './obligation-query.js';
import type { Page } from './page.js';
import type { Scope } from './scope.js';
import { countRelationships, type RelationshipCounts } from './relationship-counts.js';
import type { RelationshipFilter } from './relationship-filter.js';
import { listRelationships, type RelationshipQuery, type RelationshipRow } from './relationship-list.js';
import type { RelationshipViews } from '../rows/relationship-views.js';

/** The queries of the views. Each first brings the rows up to date that it needs. */
export class Views {
  constructor(
    private readonly db: ViewsDatabase,
    private readonly log: ContactLog,
    private readonly rows: RelationshipViews,
    /** Left out: promises have no forecasts. */
    private readonly forecasts: Forecasts | null = null,
  ) {}

  /** As of the time of the query: scores exact to 0.1 point, bands exact. @throws CursorInvalid */
  async relationships(query: RelationshipQuery): Promise<Page<RelationshipRow>> {
    await this.rows.refreshIfRoom();
    if (query.orderBy?.field === 'LOWER_END') await fillLowerEnds(this.db, this.rows.models);
    return listRelationships(this.db, query);
  }

  /** How many relationships match, in all and by band, owner and segment. @param now milliseconds since the epoch */
  async relationshipCounts(filter: RelationshipFilter, now: number): Promise<RelationshipCounts> {
    await this.rows.refreshIfRoom();
    return countRelationships(this.db, filter, now);
  }

  /** The obligations at the time of the query, the most urgent first. @throws CursorInvalid */
  async callsOwed(query: ObligationQuery): Promise<Page<OwedRow>> {
    await this.rows.refreshIfRoom();
    const { forecasts } = this;
    return listCallsOwed(this.db, query, forecasts === null ? null : (now) => forecasts.at(now));
  }

  /** Obligations that are not deferred and fall due within a time, by due time, so many at most. */
  async fallingDue(query: FallingDueQuery, most: number): Promise<readonly FallingDue[]> {
    await this.rows.refresh();
    return fallingDue(this.db, query, most);
  }

  /** @throws CursorInvalid */
  async contacts(query: ContactQuery): Promise<Page<ListedContact>> {
    // Who answers for whom is in the rows of relationships.
    if (query.filter?.scope != null) await this.rows.refreshIfRoom();
    return listContacts(this.db, this.log, query);
  }

  /** The needs register, most waiting customers first. @throws CursorInvalid */
  async needs(query: NeedQuery): Promise<Page<NeedRow>> {
    await this.rows.refreshIfRoom();
    return listNeeds(this.db, query);
  }

  /** A need of the register; null if nobody in the scope asked for it. */
  async need(needId: string, scope: Scope | null = null): Promise<NeedRow | null> {
    await this.rows.refreshIfRoom();
    return readNeed(this.db, needId, scope);
  }

  /** The customers of the scope who wait for each of these needs, the longest wait first; needs without one are left out. */
  async waitingFor(
    needIds: readonly string[],
    scope: Scope | null = null,
  ): Promise<ReadonlyMap<string, readonly WaitingCustomer[]>> {
    await this.rows.refreshIfRoom();
    return waitingFor(this.db, needIds, scope);
  }

  /** The customers of all relationships that match, by customer id, a chunk at a time. */
  async *customers(filter: CustomerFilter, now: number): AsyncIterable<readonly string[]> {
    await this.rows.refresh();
    yield* listCustomers(this.db, filter, now);
  }

  /** As firstContacts, so many at most. */
  firstContacts(query: FirstContactQuery, most: number): Promise<readonly FirstContact[] | null> {
    return firstContacts(this.db, query, most);
  }

  /** The customers of the scope, by customer id. */
  async customersWithin(scope: Scope): Promise<readonly string[]> {
    await this.rows.refreshIfRoom();
    return customersWithin(this.db, scope);
  }

  /**
   * The customers of all open relationships that one of these owns or covers, now or formerly covered, by customer id. It
   * includes everything that was committed before the call.
   */
  async customersHeldBy(managers: readonly string[]): Promise<readonly string[]> {
    await this.rows.refreshFromNow();
    return customersHeldBy(this.db, managers);
  }

  /** Every customer who ever asked for the need, by customer id. It includes everything committed before the call. */
  async askersOf(needId: string): Promise<readonly string[]> {
    await this.rows.refreshFromNow();
    return askersOf(this.db, needId);
  }

  /** The needs with a fulfilment that was begun and not finished. */
  unfinishedFulfilments(): Promise<readonly string[]> {
    return unfinishedFulfilments(this.db);
  }

  /** The customer ids of merges that broke off between two steps. */
  async unsettledIds(): Promise<readonly string[]> {
    const rows = await this.db.selectFrom('joined_ids').select('customer_id').where('unsettled', '=', 1).execute();
    return rows.map((row) => row.customer_id);
  }

  /** The needs with a step or a fulfilment. */
  recordedNeeds(): Promise<readonly string[]> {
    return recordedNeeds(this.db);
  }
}
