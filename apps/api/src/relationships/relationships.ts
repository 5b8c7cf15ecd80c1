import { Injectable } from '@nestjs/common';
import { ContactLog } from '#contact-log';
import { ModelLog } from '#model-log';
import { Snapshots, modelFrom, Projector, timelineFrom, type Vantage } from '#read-models';
import { nameIn, type RecordedContact, Timeline } from '#relationship';
import { priorOf, weighTimeline, type ModelRegistry, type TrustModel } from '#trust';
import { Clock } from '../deployment/clock.js';
import { NOW } from '../clocks/vantages.js';
import { contactTypeOf } from './contact-types.js';
import type { Contact } from './contact.type.js';
import { Trust } from './trust.js';
import { Relationship } from './relationship.type.js';

/** The times of an answer, and the position and vantage that give it again. */
type Seen = {
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly knownAt: number;
  /** The log position up to which facts are known; null if `knownAt` decides. */
  readonly position: bigint | null;
  readonly vantage: Vantage;
  /** Default: the current registry. */
  readonly registry?: ModelRegistry;
  /** The same facts at any later time, where the timeline goes on. Default: the timeline. */
  readonly kept?: () => Timeline;
};

/** Finds the trust of a relationship; null if it is not open. */
type FindTrust = (customerId: string) => WithTrust | Promise<WithTrust>;
type WithTrust = { readonly trust: Trust } | null;

/** Relationships, read from the log, not from the views: they include everything recorded before the call. */
@Injectable()
export class Relationships {
  constructor(
    private readonly log: ContactLog,
    private readonly clock: Clock,
    private readonly models: ModelLog,
    private readonly snapshots: Snapshots,
    private readonly projector: Projector,
  ) {}

  /** The customer whom a caller means by this id. */
  customerNamed(customerId: string): Promise<string> {
    return this.log.customerNamed(customerId);
  }

  /** @returns null if it was not yet opened at `asOf`, as known at `knownAt` */
  async find(customerId: string, vantage: Vantage = NOW): Promise<Relationship | null> {
    const modelsUpTo = this.models.position;
    const whole = await this.log.timelineOf(customerId);
    if (whole === null) return null;
    const { asOf, knownAt, isNow } = await this.times(vantage);
    const timeline = timelineFrom(whole, { ...vantage, asOf: isNow ? null : asOf });
    if (timeline === null) return null;
    if (vantage.position !== null || vantage.knownAt !== null)
      return this.at(timeline, { asOf, knownAt, position: vantage.position, vantage });
    // One position for both facts and models, so that a later query at this position gives the same answer.
    const position = laterOf(modelsUpTo, whole.reach.lastPosition);
    const registry = await this.registryAt(position);
    return this.at(timeline, { asOf, knownAt, position, vantage, registry });
  }

  /** The times of a query. Call it after the facts were read, so that no fact is later than now. */
  async times({ asOf, knownAt, position }: Vantage): Promise<{ asOf: number; knownAt: number; isNow: boolean }> {
    const latest = position === null ? knownAt : await this.snapshots.timeOf(position);
    const now = this.clock.now();
    const known = latest ?? now;
    const chosen = asOf ?? Math.min(now, known);
    return { asOf: chosen, knownAt: known, isNow: chosen >= now };
  }

  private async registryAt(position: bigint): Promise<ModelRegistry> {
    const registry = position > this.projector.position ? await this.models.read() : this.models.registry;
    return registry.asKnown({ knownAt: Infinity, position });
  }

  /** @param timeline holds nothing later than `asOf` */
  at(
    timeline: Timeline,
    { asOf, knownAt, position, vantage, registry = this.models.registry, kept = () => timeline }: Seen,
  ): Relationship | null {
    const { profile } = timeline;
    const prior = priorOf(timeline);
    if (profile === null || prior === null) return null;
    const { customerId } = timeline;
    const contactOf = (contactId: string): Contact =>
      this.contact(timeline.contact(contactId) as RecordedContact, vantage, () => ({ trust }));
    const weighed = weighTimeline(timeline, modelFrom(registry, vantage, profile.segment));
    const trust = new Trust({ weighed, prior, asOf, knownAt, position, kept, contactOf });
    const name = () => {
      const { namedBy } = profile;
      return namedBy === null ? null : nameIn(contactOf(namedBy).opened);
    };
    return new Relationship({
      customerId,
      profile,
      timeline,
      name,
      asOf,
      knownAt,
      position,
      vantage,
      registry,
      weighed,
      trust,
    });
  }

  /** The trust of the same relationship, at the same times, by another model. */
  trustBy(model: TrustModel, { basis }: Relationship): Trust {
    const { timeline, asOf, knownAt, position, vantage } = basis;
    const contactOf = (contactId: string): Contact =>
      this.contact(timeline.contact(contactId) as RecordedContact, vantage, () => ({ trust }));
    const weighed = weighTimeline(timeline, model);
    const prior = priorOf(timeline) ?? {};
    const kept = () => timeline;
    const trust = new Trust({ weighed, prior, asOf, knownAt, position, kept, contactOf });
    return trust;
  }

  /** The trust of the same relationship, at the same times, as if these contacts were not on record; null if not open then. */
  trustWithout(contactIds: readonly string[], { basis }: Relationship): Trust | null {
    const { timeline, asOf, knownAt, vantage, registry } = basis;
    const others = [...timeline.recorded()].filter(({ id }) => !contactIds.includes(id));
    return this.at(Timeline.of(others), { asOf, knownAt, position: null, vantage, registry })?.trust ?? null;
  }

  async findContact(contactId: string, customerId: string): Promise<Contact | null> {
    const recorded = (await this.log.timelineOf(customerId))?.contact(contactId) ?? null;
    return recorded === null ? null : this.contact(recorded);
  }

  /**
   * @param vantage the times of the query
   * @param find the relationship at those times, from which the effect of the contact is read. Contacts of one answer share
   *   it, so that each relationship is assessed once, and only if an effect is selected.
   */
  contact(recorded: RecordedContact, vantage: Vantage = NOW, find: FindTrust = this.findOnce(vantage)): Contact {
    const Served = contactTypeOf(recorded.type);
    const readEffect = async () => (await find(recorded.data.customerId))?.trust.effectOf(recorded.id) ?? null;
    return new Served(recorded, (contact) => this.log.opened(contact), vantage, readEffect);
  }

  /** As `find`; reads each relationship once, for one answer. */
  findOnce(vantage: Vantage = NOW): (customerId: string) => Promise<Relationship | null> {
    const found = new Map<string, Promise<Relationship | null>>();
    return (customerId) => {
      const relationship = found.get(customerId) ?? this.find(customerId, vantage);
      found.set(customerId, relationship);
      return relationship;
    };
  }

  /** The contact with its personal facts decrypted; they stay unreadable if the customer was erased. */
  opened<C extends RecordedContact>(recorded: C): C {
    return this.log.opened(recorded);
  }
}

const laterOf = (a: bigint, b: bigint): bigint => (a > b ? a : b);
