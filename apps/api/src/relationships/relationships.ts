import { Injectable } from '@nestjs/common';
import { ContactLog } from '#contact-log';
import { timelineAsOf, type EvidenceEntry, type RecordedContact, type Timeline } from '#relationship';
import { priorOf, weigh, type TrustModel, type Weighed } from '#trust';
import { Clock } from '../clock.js';
import { Contact } from '../contacts/contact.type.js';
import { ActiveModel } from '../trust/active-model.js';
import { Trust } from '../trust/trust.js';
import { Relationship } from './relationship.type.js';

/** Relationships straight from the log: never older than what was recorded before the call. */
@Injectable()
export class Relationships {
  /** Weighing is the larger part of an answer; the same evidence is weighed once. */
  private readonly weighed = new WeakMap<readonly EvidenceEntry[], Weighed>();

  constructor(
    private readonly log: ContactLog,
    private readonly clock: Clock,
    private readonly active: ActiveModel,
  ) {}

  /**
   * @param asOf milliseconds since the epoch; left out, now. One that lies ahead equals waiting.
   * @returns null where it was not open by then
   */
  async find(customerId: string, asOf?: number): Promise<Relationship | null> {
    const timeline = await this.log.timelineOf(customerId);
    if (timeline === null) return null;
    // Read after the facts, so that none of them lies ahead of it.
    const knownAt = this.clock.now();
    if (asOf === undefined || asOf >= knownAt) return this.at(timeline, asOf ?? knownAt, knownAt);
    return this.at(timelineAsOf(timeline.recorded(), { asOf, knownAt }), asOf, knownAt);
  }

  /** @param timeline nothing in it may lie after `asOf` */
  at(timeline: Timeline, asOf: number, knownAt: number): Relationship | null {
    const { profile } = timeline;
    const prior = priorOf(timeline);
    if (profile === null || prior === null) return null;
    const { customerId } = timeline;
    const contactOf = (contactId: string) => this.contact(timeline.contact(contactId) as RecordedContact);
    const weighed = this.weigh(timeline);
    const trust = new Trust({ weighed, prior, asOf, knownAt, contactOf });
    const name = () => {
      const { namedBy } = profile;
      return namedBy === null ? null : (contactOf(namedBy).openedFacts.name as string);
    };
    return new Relationship({ customerId, profile, timeline, name, asOf, knownAt, weighed, trust });
  }

  async findContact(contactId: string, customerId: string): Promise<Contact | null> {
    const recorded = (await this.log.timelineOf(customerId))?.contact(contactId) ?? null;
    return recorded === null ? null : this.contact(recorded);
  }

  contact(recorded: RecordedContact): Contact {
    return new Contact(recorded, (contact) => this.log.opened(contact));
  }

  get model(): TrustModel {
    return this.active.model;
  }

  private weigh(timeline: Timeline): Weighed {
    const evidence = timeline.evidence();
    const known = this.weighed.get(evidence) ?? weigh(evidence, this.model);
    this.weighed.set(evidence, known);
    return known;
  }
}
