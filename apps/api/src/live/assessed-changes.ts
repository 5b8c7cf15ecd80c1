import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ContactLog } from '#contact-log';
import type { Position } from '#event-store';
import { ModelLog } from '#model-log';
import type { CommittedContact } from '#read-models';
import { timelineAsOfInSteps, type RecordedContact, type Timeline } from '#relationship';
import { changesScores, type ModelFact, type ModelRegistry } from '#trust';
import { inTurns } from '../edge/graphql/under-way.js';
import { Relationships } from '../relationships/relationships.js';
import { cursorAt, textOf } from './cursor.js';
import { JoinedFactsBefore } from './facts-before.js';
import { FollowedFacts } from './followed-facts.js';
import type { TrustChange } from './trust-change.type.js';
import { changedByModels, whatChanged, type WhatChanged } from './what-changed.js';

/** A change, and who was responsible for the relationship before and after it. */
export type Assessed = { readonly change: TrustChange; readonly owners: readonly (string | null)[] };

/** A relationship that another model may score differently, by the position of its first contact. */
export type Concerned = { readonly customerId: string; readonly ordinal: Position };

type Assessing = {
  /** Null if trust did not change. */
  readonly result: Promise<Assessed | null>;
  /** Whether the texts of the customer could be read then. It holds texts in plain, which an erasure makes unreadable. */
  readonly isReadable: boolean;
};

const CHANGES_REMEMBERED = 500;
const REGISTRIES_REMEMBERED = 10;

/**
 * What facts changed, computed once for all subscribers. It follows from the log up to the fact and from nothing else: neither
 * from what came later, nor from the views.
 */
@Injectable()
export class AssessedChanges {
  /** By cursor. */
  private readonly assessed = new LRUCache<string, Assessing>({ max: CHANGES_REMEMBERED });
  private readonly registries = new LRUCache<Position, ModelRegistry>({ max: REGISTRIES_REMEMBERED });
  private readonly followed = new FollowedFacts();

  constructor(
    private readonly log: ContactLog,
    private readonly models: ModelLog,
    private readonly relationships: Relationships,
  ) {}

  /** What a contact or a marker changed; null if trust did not change. */
  by(committed: CommittedContact): Promise<Assessed | null> {
    const cursor = textOf(cursorAt(committed.position));
    const { customerId } = committed.contact.data;
    return this.once(cursor, customerId, () => this.byContact(committed));
  }

  /** As `by`, for a contact that was read before; null also if it is no longer there. */
  async at(customerId: string, position: Position): Promise<Assessed | null> {
    const known = this.known(textOf(cursorAt(position)), customerId);
    if (known !== null) return known;
    const contact = await this.log.contactAt(customerId, position);
    return contact === null ? null : this.by({ contact, position });
  }

  /** What another model changed in one relationship; null if trust did not change. @param position of the change of models */
  byModels(position: Position, { customerId, ordinal }: Concerned): Promise<Assessed | null> {
    const cursor = textOf({ ...cursorAt(position), ordinal });
    return this.once(cursor, customerId, () => this.ofModels(position, customerId));
  }

  private known(cursor: string, customerId: string): Promise<Assessed | null> | null {
    const known = this.assessed.get(cursor);
    return known !== undefined && known.isReadable === this.log.isReadable(customerId) ? known.result : null;
  }

  private once(
    cursor: string,
    customerId: string,
    assess: () => Promise<WhatChanged | null>,
  ): Promise<Assessed | null> {
    const known = this.known(cursor, customerId);
    if (known !== null) return known;
    const result = assess().then((changed) => assessed(cursor, customerId, changed));
    this.assessed.set(cursor, { result, isReadable: this.log.isReadable(customerId) });
    result.catch(() => this.assessed.delete(cursor));
    return result;
  }

  private async byContact(committed: CommittedContact): Promise<WhatChanged | null> {
    const { contact: cause, position } = committed;
    const timeline = await this.log.timelineOf(cause.data.customerId);
    if (timeline === null) return null;
    const vantage = { asOf: cause.recordedAt, knownAt: cause.recordedAt, position: null, model: null };
    const judging = { relationships: this.relationships, registry: this.registryAt(position) };
    const { everJoined } = timeline;
    if (everJoined !== null) {
      const facts = new JoinedFactsBefore(everJoined.contacts, cause, position);
      const changed = whatChanged(cause, facts, judging);
      return changed === null ? null : { ...changed, customerId: facts.customerId };
    }
    return this.followed.at(
      timeline,
      committed,
      (facts) => this.relationships.prepare(facts, vantage, judging.registry),
      (earlier) => whatChanged(cause, earlier, judging),
    );
  }

  private async ofModels(position: Position, customerId: string): Promise<WhatChanged | null> {
    const fact = this.activationAt(position);
    const whole = await this.log.timelineOf(customerId);
    if (fact === null || whole === null) return null;
    const instant = fact.recordedAt;
    const clocks = { asOf: instant, knownAt: instant };
    const facts = await inTurns(timelineAsOfInSteps(before(position, whole), clocks, customerId));
    // Absorbed by then: it is told of the relationship to which it leads.
    if (whole.everJoined !== null && facts.customerId !== customerId) return null;
    const registries = { before: this.registryAt(position - 1n), after: this.registryAt(position) };
    const vantage = { ...clocks, position: null, model: null };
    for (const registry of Object.values(registries)) await this.relationships.prepare(facts, vantage, registry);
    return changedByModels(facts, instant, registries, this.relationships);
  }

  /** The change of models at this position of the log; null if there is none. */
  activationAt(position: Position): ModelFact | null {
    return this.models.registry.facts.find((fact) => fact.position === position && changesScores(fact)) ?? null;
  }

  /** A reader is only told of positions up to which this process knows all models. */
  private registryAt(position: Position): ModelRegistry {
    const { registry } = this.models;
    if (this.models.position <= position) return registry;
    const known = this.registries.get(position) ?? registry.asKnown({ knownAt: Infinity, position });
    this.registries.set(position, known);
    return known;
  }
}

function assessed(cursor: string, customerId: string, changed: WhatChanged | null): Assessed | null {
  if (changed === null) return null;
  const { owners, customerId: _, ...change } = changed;
  // A correction of what came from an absorbed relationship is stored under its id.
  return { change: { cursor, standsFor: 1, ...change, customerId: changed.customerId ?? customerId }, owners };
}

function* before(position: Position, whole: Timeline): Iterable<RecordedContact> {
  for (const contact of whole.everJoined?.contacts ?? whole.recorded())
    if (contact.position !== null && contact.position < position) yield contact;
}
