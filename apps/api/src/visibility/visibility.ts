import { Injectable } from '@nestjs/common';
import type { Actor } from '#access';
import { ColleagueLog, ContactLog } from '#contact-log';
import { Views } from '#read-models';
import type { Timeline } from '#relationship';
import { Clock } from '../deployment/clock.js';
import { presentTime } from '../edge/graphql/under-way.js';
import { Sight } from './sight.js';

/** No customer has this id, since an id is not empty. It stands for a customer whom the caller does not see, or who is only supposed. */
export const NOBODY = '';

/**
 * Which relationships an actor sees. What an actor does not see is answered exactly as what does not exist. It is asked at
 * every entry to the data: what is reached from a relationship that is seen belongs to the same customer.
 */
@Injectable()
export class Visibility {
  constructor(
    private readonly colleagues: ColleagueLog,
    private readonly views: Views,
    private readonly log: ContactLog,
    private readonly clock: Clock,
  ) {}

  /** What the actor sees at the present of the request. Ask again for what comes later: relationships are handed over. */
  async of(actor: Actor): Promise<Sight> {
    return new Sight(await this.ownersFor(actor), presentTime(this.clock));
  }

  private async ownersFor({ identity, role, team, portfolio }: Actor): Promise<readonly string[] | null> {
    if (portfolio !== null) return [portfolio];
    if (role === 'RECORDER') return [identity];
    if (role !== 'LEAD') return null;
    await this.colleagues.read();
    const led = team ?? this.colleagues.teamOf(identity);
    if (led !== null) return [...new Set([identity, ...this.colleagues.inTeam(led)])];
    return this.colleagues.haveTeams ? [identity] : null;
  }

  /** The customers of all relationships that the actor sees, by customer id; null: all. */
  async customersOf(actor: Actor): Promise<readonly string[] | null> {
    const { scope } = await this.of(actor);
    return scope === null ? null : this.views.customersWithin(scope);
  }

  /** The facts of a customer; null if there are none, or if the actor does not see them. */
  async timelineFor(actor: Actor, customerId: string): Promise<Timeline | null> {
    const sight = await this.of(actor);
    const timeline = await this.log.timelineOf(customerId);
    return timeline !== null && sight.sees(timeline) ? timeline : null;
  }

  /** Whether the actor sees the customer. For whoever sees all, nothing is read. */
  async seesCustomer(actor: Actor, customerId: string): Promise<boolean> {
    const sight = await this.of(actor);
    return sight.isOfAll || sight.sees(await this.log.timelineOf(customerId));
  }

  /** The customer whom a caller names by this id; an id that no customer has if the actor does not see the customer. */
  async customerNamed(actor: Actor, customerId: string): Promise<string> {
    return this.orNobody(actor, await this.log.customerNamed(customerId));
  }

  /** The customer, or an id that no customer has if the actor does not see the customer. */
  async orNobody(actor: Actor, customerId: string): Promise<string> {
    return (await this.seesCustomer(actor, customerId)) ? customerId : NOBODY;
  }
}
