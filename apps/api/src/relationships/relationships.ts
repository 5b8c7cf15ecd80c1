import { Injectable } from '@nestjs/common';
import { ContactLog } from '#contact-log';
import { ModelLog } from '#model-log';
import { Books, modelFrom, Projector, timelineFrom, type Vantage } from '#read-models';
import { type EvidenceEntry, nameIn, type RecordedContact, type Timeline } from '#relationship';
import { priorOf, weigh, type ModelRegistry, type TrustModel, type Weighed } from '#trust';
import { Clock } from '../deployment/clock.js';
import { NOW } from '../clocks/vantages.js';
import { contactTypeOf } from './contact-types.js';
import type { Contact } from './contact.type.js';
import { Trust } from './trust.js';
import { Relationship } from './relationship.type.js';

/** The times that an answer is of, and what it can be had again by. */
type Seen = {
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly knownAt: number;
  /** Null where what is known is a matter of time, not of a place in the log. */
  readonly position: bigint | null;
  readonly vantage: Vantage;
  /** Left out: as it is. */
  readonly registry?: ModelRegistry;
};

/** Relationships straight from the log: never older than what was recorded before the call. */
@Injectable()
export class Relationships {
  /** Weighing is the larger part of an answer; the same evidence is weighed once by each model. */
  private readonly weighed = new WeakMap<TrustModel, WeakMap<readonly EvidenceEntry[], Weighed>>();

  constructor(
    private readonly log: ContactLog,
    private readonly clock: Clock,
    private readonly models: ModelLog,
    private readonly books: Books,
    private readonly projector: Projector,
  ) {}

  /** @returns null where it was not open by then, as known from there */
  async find(customerId: string, vantage: Vantage = NOW): Promise<Relationship | null> {
    const modelsUpTo = this.models.position;
    const whole = await this.log.timelineOf(customerId);
    if (whole === null) return null;
    const { asOf, knownAt, isNow } = await this.times(vantage);
    const timeline = timelineFrom(whole, { ...vantage, asOf: isNow ? null : asOf });
    if (timeline === null) return null;
    if (vantage.position !== null || vantage.knownAt !== null)
      return this.at(timeline, { asOf, knownAt, position: vantage.position, vantage });
    // One place for facts and models alike: what is answered now is what is answered there later.
    const position = laterOf(modelsUpTo, lastPositionOf(whole));
    const registry = await this.registryAt(position);
    return this.at(timeline, { asOf, knownAt, position, vantage, registry });
  }

  /** The times of a question. To be read after the facts, so that none of them lies ahead. */
  async times({ asOf, knownAt, position }: Vantage): Promise<{ asOf: number; knownAt: number; isNow: boolean }> {
    const latest = position === null ? knownAt : await this.books.timeOf(position);
    const now = this.clock.now();
    const known = latest ?? now;
    const chosen = asOf ?? Math.min(now, known);
    return { asOf: chosen, knownAt: known, isNow: chosen >= now };
  }

  private async registryAt(position: bigint): Promise<ModelRegistry> {
    const registry = position > this.projector.position ? await this.models.read() : this.models.registry;
    return registry.asKnown({ knownAt: Infinity, position });
  }

  /** @param timeline nothing in it may lie after `asOf` */
  at(
    timeline: Timeline,
    { asOf, knownAt, position, vantage, registry = this.models.registry }: Seen,
  ): Relationship | null {
    const { profile } = timeline;
    const prior = priorOf(timeline);
    if (profile === null || prior === null) return null;
    const { customerId } = timeline;
    const contactOf = (contactId: string) => this.contact(timeline.contact(contactId) as RecordedContact, vantage);
    const weighed = this.weigh(timeline, modelFrom(registry, vantage, profile.segment));
    const trust = new Trust({ weighed, prior, asOf, knownAt, position, timeline, contactOf });
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

  /** The same relationship, at the same times, by another model. */
  trustBy(model: TrustModel, { basis }: Relationship): Trust {
    const { timeline, asOf, knownAt, position, vantage } = basis;
    const contactOf = (contactId: string) => this.contact(timeline.contact(contactId) as RecordedContact, vantage);
    const prior = priorOf(timeline) ?? {};
    return new Trust({ weighed: this.weigh(timeline, model), prior, asOf, knownAt, position, timeline, contactOf });
  }

  async findContact(contactId: string, customerId: string): Promise<Contact | null> {
    const recorded = (await this.log.timelineOf(customerId))?.contact(contactId) ?? null;
    return recorded === null ? null : this.contact(recorded);
  }

  /** @param vantage from where it is seen */
  contact(recorded: RecordedContact, vantage: Vantage = NOW): Contact {
    const Served = contactTypeOf(recorded.type);
    return new Served(recorded, (contact) => this.log.opened(contact), vantage);
  }

  /** The contact with its personal facts in plain; unreadable text where the customer was erased. */
  opened<C extends RecordedContact>(recorded: C): C {
    return this.log.opened(recorded);
  }

  private weigh(timeline: Timeline, model: TrustModel): Weighed {
    const evidence = timeline.evidence();
    const byModel = this.weighed.get(model) ?? new WeakMap<readonly EvidenceEntry[], Weighed>();
    this.weighed.set(model, byModel);
    const known = byModel.get(evidence) ?? weigh(evidence, model);
    byModel.set(evidence, known);
    return known;
  }
}

const laterOf = (a: bigint, b: bigint): bigint => (a > b ? a : b);

function lastPositionOf(timeline: Timeline): bigint {
  let last = 0n;
  for (const { position } of timeline.recorded()) if (position !== null && position > last) last = position;
  return last;
}
