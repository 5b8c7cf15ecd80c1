import { Injectable } from '@nestjs/common';
import { ContactLog } from '#contact-log';
import { ModelLog } from '#model-log';
import { Snapshots, modelFrom, Projector, timelineFromInSteps, type Vantage } from '#read-models';
import { nameIn, timelineAsOf, type RecordedContact, type Timeline } from '#relationship';
import { priorOf, weighTimeline, type ModelRegistry, type TrustModel } from '#trust';
import { Clock } from '../deployment/clock.js';
import { inTurns, presentTime } from '../edge/graphql/under-way.js';
import { NOBODY } from '../visibility/visibility.js';
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
  /** Whether the caller sees no facts of the customer on record, so that all facts are supposed. Default: no. */
  readonly isSupposed?: boolean;
  /** Default: the current registry. */
  readonly registry?: ModelRegistry;
  /** The same facts at any later time, where the timeline goes on. Default: the timeline. */
  readonly kept?: () => Promise<Timeline>;
};

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

  /** The customer whom a caller means by this id, which may lead to another since a merge. */
  async customerNamed(customerId: string): Promise<string> {
    const named = await this.log.customerNamed(customerId);
    const timeline = await this.log.timelineOf(named);
    return timeline?.everJoined == null ? named : timeline.customerId;
  }

  /** The ids under which the relationship of a customer may be on record: its own, and those that lead to it. */
  async idsOf(customerId: string): Promise<readonly string[]> {
    const named = await this.log.customerNamed(customerId);
    const timeline = await this.log.timelineOf(named);
    return timeline?.everJoined == null ? [named] : [timeline.customerId, ...timeline.absorbedIds];
  }

  /** @returns null if it was not yet opened at `asOf`, as known at `knownAt` */
  async find(customerId: string, vantage: Vantage): Promise<Relationship | null> {
    const modelsUpTo = this.models.position;
    const whole = await this.log.timelineOf(customerId);
    if (whole === null) return null;
    const { asOf, knownAt } = await this.times(vantage);
    // The present of the request may be a little before a fact that was recorded meanwhile.
    const isWithin = whole.reach.isWithin({ asOf, knownAt: Infinity });
    const timeline = await inTurns(
      timelineFromInSteps(whole, { ...vantage, asOf: isWithin ? null : asOf }, customerId),
    );
    if (timeline === null) return null;
    if (vantage.position !== null || vantage.knownAt !== null) {
      await this.prepare(timeline, vantage);
      return this.at(timeline, { asOf, knownAt, position: vantage.position, vantage });
    }
    // One position for both facts and models, so that a later query at this position gives the same answer.
    const position = laterOf(modelsUpTo, whole.reach.lastPosition);
    const registry = await this.registryAt(position);
    await this.prepare(timeline, vantage, registry);
    return this.at(timeline, { asOf, knownAt, position, vantage, registry });
  }

  /** The times of a query. */
  async times({ asOf, knownAt, position }: Vantage): Promise<{ asOf: number; knownAt: number }> {
    const latest = position === null ? knownAt : await this.snapshots.timeOf(position);
    const now = presentTime(this.clock);
    const known = latest ?? now;
    return { asOf: asOf ?? Math.min(now, known), knownAt: known };
  }

  private async registryAt(position: bigint): Promise<ModelRegistry> {
    const registry = position > this.projector.position ? await this.models.read() : this.models.registry;
    return registry.asKnown({ knownAt: Infinity, position });
  }

  /** Computes in turns what `at` looks up: the evidence of a customer with thousands of contacts takes long. */
  async prepare(timeline: Timeline, vantage: Vantage, registry = this.models.registry): Promise<void> {
    if (timeline.profile === null) return;
    const { calendar } = modelFrom(registry, vantage, timeline.profile.segment);
    await inTurns(timeline.evidenceInSteps(calendar));
  }

  /** @param timeline holds nothing later than `asOf` */
  at(timeline: Timeline, seen: Seen): Relationship | null {
    const { asOf, knownAt, position, vantage, registry = this.models.registry } = seen;
    const { isSupposed = false, kept = async () => timeline } = seen;
    const { profile } = timeline;
    const prior = priorOf(timeline);
    if (profile === null || prior === null) return null;
    const { customerId } = timeline;
    const contactOf = (contactId: string): Contact =>
      this.served(timeline.contact(contactId) as RecordedContact, vantage, async () => trust);
    const weighed = weighTimeline(timeline, modelFrom(registry, vantage, profile.segment));
    const trust = new Trust({ weighed, prior, asOf, knownAt, position, kept, contactOf });
    const name = () => {
      const { namedBy } = profile;
      return namedBy === null ? null : nameIn(contactOf(namedBy).opened);
    };
    return new Relationship({
      customerId,
      recordOf: isSupposed ? NOBODY : customerId,
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
      this.served(timeline.contact(contactId) as RecordedContact, vantage, async () => trust);
    const weighed = weighTimeline(timeline, model);
    const prior = priorOf(timeline) ?? {};
    const kept = async () => timeline;
    const trust = new Trust({ weighed, prior, asOf, knownAt, position, kept, contactOf });
    return trust;
  }

  /** The trust of the same relationship, at the same times, as if these contacts were not on record; null if not open then. */
  trustWithout(contactIds: readonly string[], { basis }: Relationship): Trust | null {
    const { timeline, asOf, knownAt, vantage, registry } = basis;
    const others = [...timeline.recorded()].filter(({ id }) => !contactIds.includes(id));
    const without = timelineAsOf(others, { asOf: Infinity, knownAt: Infinity }, timeline.customerId);
    return this.at(without, { asOf, knownAt, position: null, vantage, registry })?.trust ?? null;
  }

  /** A contact as the log has it, retracted ones too; null if there is none. */
  async recorded(contactId: string, customerId: string): Promise<RecordedContact | null> {
    return (await this.log.timelineOf(customerId))?.contact(contactId) ?? null;
  }

  /** @param trust from which the effect of the contact is read, at the times of the vantage; null if not open then */
  served(recorded: RecordedContact, vantage: Vantage, trust: () => Promise<Trust | null>): Contact {
    const Served = contactTypeOf(recorded.type);
    const readEffect = async () => (await trust())?.effectOf(recorded.id) ?? null;
    return new Served(recorded, (contact) => this.log.opened(contact), vantage, readEffect);
  }

  /** Whether personal facts of the customer can be read; false once the customer was erased. */
  isReadable(customerId: string): boolean {
    return this.log.isReadable(customerId);
  }

  /** The contact with its personal facts decrypted; they stay unreadable if the customer was erased. */
  opened<C extends RecordedContact>(recorded: C): C {
    return this.log.opened(recorded);
  }
}

const laterOf = (a: bigint, b: bigint): bigint => (a > b ? a : b);
