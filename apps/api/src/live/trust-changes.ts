import { Injectable } from '@nestjs/common';
import type { Actor } from '#access';
import type { Position } from '#event-store';
import { isNamed } from '#relationship';
import { Visibility } from '../visibility/visibility.js';
import { AssessedChanges, type Assessed } from './assessed-changes.js';
import { RelationshipsConcerned } from './concerned.js';
import type { Cursor } from './cursor.js';
import { Present, RecordedFacts, type Reader, type RecordedFact } from './recorded-facts.js';
import type { TrustChange } from './trust-change.type.js';

export type TrustChangeFilter = {
  /** Null: all. */
  readonly customerIds: ReadonlySet<string> | null;
  /** Who was responsible for the relationship at the instant of the change, holiday cover included; null: all. */
  readonly owner: string | null;
};

/** Who is told of changes, and of which. */
export type Listener = { readonly actor: Actor; readonly filter: TrustChangeFilter; readonly reader: Reader };

/** Changes of trust: a map over the facts of the log. */
@Injectable()
export class TrustChanges {
  constructor(
    private readonly facts: RecordedFacts,
    private readonly changes: AssessedChanges,
    private readonly concerned: RelationshipsConcerned,
    private readonly visibility: Visibility,
  ) {}

  /** Every change after the cursor, in relationships that the listener sees when it is told; and the present. */
  async *after(
    { position, ordinal }: Cursor,
    listener: Listener,
  ): AsyncGenerator<TrustChange | Present, void, undefined> {
    if (ordinal !== null) yield* this.byModels(position, ordinal, listener);
    for await (const fact of this.facts.after(position, listener.reader)) {
      if (fact instanceof Present) yield fact;
      else if (fact.contact === null) yield* this.byModels(fact.position, 0n, listener);
      else {
        const change = await this.by(fact, listener);
        if (change !== null) yield change;
      }
    }
  }

  /** What a fact changed; null if it is no contact or changed nothing, or is not for the listener. */
  async by({ position, contact }: RecordedFact, listener: Listener): Promise<TrustChange | null> {
    const { customerIds } = listener.filter;
    if (contact === null || (customerIds !== null && !customerIds.has(contact.data.customerId))) return null;
    return this.forListener(await this.changes.by({ contact, position }), listener);
  }

  /** The same for a contact that was read before. */
  async at(customerId: string, position: Position, listener: Listener): Promise<TrustChange | null> {
    return this.forListener(await this.changes.at(customerId, position), listener);
  }

  /** What other models changed. @param position of the change of models @param after the ordinal that was told last */
  async *byModels(
    position: Position,
    after: Position,
    listener: Listener,
  ): AsyncGenerator<TrustChange, void, undefined> {
    for await (const each of this.concerned.before(position, after, listener.filter.customerIds, listener.reader)) {
      const change = await this.forListener(await this.changes.byModels(position, each), listener);
      if (change !== null) yield change;
    }
  }

  private async forListener(assessed: Assessed | null, { actor, filter }: Listener): Promise<TrustChange | null> {
    if (assessed === null) return null;
    const { change, owners } = assessed;
    const { owner } = filter;
    if (owner !== null && !owners.some((each) => isNamed(owner, each))) return null;
    return (await this.visibility.seesCustomer(actor, change.customerId)) ? change : null;
  }
}
