import { Injectable } from '@nestjs/common';
import { ContactLog } from '#contact-log';
import { Views, type Scope } from '#read-models';
import { answersAt, isNamed, type Timeline } from '#relationship';
import { Clock } from '../deployment/clock.js';
import type { Actor } from '../edge/auth/actor.js';
import { Colleagues } from './colleagues.js';

/** No customer has this id, since an id is not empty. It stands for a customer whom the caller does not see. */
const NOBODY = '';

/**
 * Which relationships an actor sees: those that certain colleagues answer for now, holiday cover included. What an actor does
 * not see is answered exactly as what does not exist. It is asked at every entry to the data: what is reached from a
 * relationship that is seen belongs to the same customer.
 */
@Injectable()
export class Visibility {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly views: Views,
    private readonly log: ContactLog,
    private readonly clock: Clock,
  ) {}

  /** The colleagues for whose relationships the actor may look and record; null: everybody's. */
  ownersFor({ identity, role, team, portfolio }: Actor): readonly string[] | null {
    if (portfolio !== null) return [portfolio];
    if (role === 'RECORDER') return [identity];
    if (role !== 'LEAD') return null;
    const led = team ?? this.colleagues.teamOf(identity);
    if (led !== null) return [...new Set([identity, ...this.colleagues.inTeam(led)])];
    return this.colleagues.haveTeams ? [identity] : null;
  }

  /** For the live views; null: all. */
  scopeOf(actor: Actor): Scope | null {
    const owners = this.ownersFor(actor);
    return owners === null ? null : { answeredBy: owners, at: this.clock.now() };
  }

  /** The customers of all relationships that the actor sees, by customer id; null: all. */
  async customersOf(actor: Actor): Promise<readonly string[] | null> {
    const scope = this.scopeOf(actor);
    return scope === null ? null : this.views.customersWithin(scope);
  }

  /** Whether the actor sees the relationship of these facts. @param timeline null: there are no facts */
  sees(actor: Actor, timeline: Timeline | null): boolean {
    const owners = this.ownersFor(actor);
    if (owners === null) return true;
    const profile = timeline?.profile ?? null;
    const answering = profile === null ? null : answersAt(profile, this.clock.now());
    return owners.some((owner) => isNamed(owner, answering));
  }

  /** The same, for a command about the relationship: where nothing is open, there is nothing to hide. */
  mayRecordOn(actor: Actor, timeline: Timeline): boolean {
    return timeline.profile === null || this.sees(actor, timeline);
  }

  /** The facts of a customer; null if there are none, or if the actor does not see them. */
  async timelineFor(actor: Actor, customerId: string): Promise<Timeline | null> {
    const timeline = await this.log.timelineOf(customerId);
    return timeline !== null && this.sees(actor, timeline) ? timeline : null;
  }

  /** Whether the actor sees the customer. Without a restriction nothing is read. */
  async seesCustomer(actor: Actor, customerId: string): Promise<boolean> {
    return this.ownersFor(actor) === null || (await this.timelineFor(actor, customerId)) !== null;
  }

  /** The customer whom a caller names by this id; an id that no customer has if the actor does not see the customer. */
  async customerNamed(actor: Actor, customerId: string): Promise<string> {
    return this.orNobody(actor, await this.log.customerNamed(customerId));
  }

  /** The customer, or an id that no customer has if the actor does not see the customer. */
  async orNobody(actor: Actor, customerId: string): Promise<string> {
    return (await this.seesCustomer(actor, customerId)) ? customerId : NOBODY;
  }

  /** Whether the actor may make this colleague the owner of a relationship. */
  mayMakeOwner(actor: Actor, owner: string): boolean {
    return this.ownersFor(actor)?.some((each) => isNamed(owner, each)) ?? true;
  }
}
