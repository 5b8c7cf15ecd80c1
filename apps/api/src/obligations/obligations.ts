import { Injectable } from '@nestjs/common';
import type { OwedRow } from '#read-models';
import { idIn, obligationsOf, type Obligation as OwedThing, type Target } from '#relationship';
import { pointsAtStake } from '#trust';
import { NOW } from '../clocks/vantages.js';
import { LookUp } from '../relationships/look-up.js';
import type { Relationship } from '../relationships/relationship.type.js';
import { Relationships } from '../relationships/relationships.js';
import { Obligation } from './obligation.type.js';
import { PromiseForecast } from './promise-forecast.type.js';
import { PromiseForecasts } from './promise-forecasts.js';

/** Obligations, from the facts of a relationship or from the rows of the worklist. */
@Injectable()
export class Obligations {
  private readonly known = new WeakMap<Relationship, readonly OwedThing[]>();

  constructor(
    private readonly relationships: Relationships,
    private readonly forecasts: PromiseForecasts,
  ) {}

  /** All that is owed at the `asOf` of the relationship, including what is deferred, by due time. */
  of(relationship: Relationship): Obligation[] {
    const { customerId, timeline, weighed, asOf } = relationship.basis;
    const lookUp = LookUp.within(this.relationships, relationship);
    const owed = this.owedIn(relationship);
    const points = pointsAtStake(timeline, weighed, owed, asOf);
    return owed.map(
      ({ id, kind, about, causeEventId, dueAt }, index) =>
        new Obligation({
          customerId,
          obligationId: id,
          kind,
          about,
          causeEventId,
          dueAt,
          pointsAtStake: points[index] ?? 0,
          forecast: async () => {
            const expectationId = kind === 'DELIVER' ? idIn(about, 'expectation') : null;
            return expectationId === null ? null : this.forecasts.of(relationship, expectationId, dueAt);
          },
          deferredUntil: timeline.deferredUntil(id, asOf),
          asOf,
          lookUp,
        }),
    );
  }

  /** The same without points at stake, as the core derives it. */
  owedIn(relationship: Relationship): readonly OwedThing[] {
    const { timeline, asOf, weighed } = relationship.basis;
    const known = this.known.get(relationship) ?? obligationsOf(timeline, asOf, weighed.model.calendar);
    this.known.set(relationship, known);
    return known;
  }

  /** @returns null if it is no longer owed */
  async find(customerId: string, obligationId: string): Promise<Obligation | null> {
    const relationship = await this.relationships.find(customerId, NOW);
    const all = relationship === null ? [] : this.of(relationship);
    return all.find((each) => each.obligationId === obligationId) ?? null;
  }
}

/** An entry of the worklist, which has no deferred obligations. @param asOf the time of the query, milliseconds since the epoch */
export const listedObligation = ({ about, forecast, ...row }: OwedRow, asOf: number, lookUp: LookUp): Obligation =>
  new Obligation({
    ...row,
    about: about as Target,
    forecast: async () => (forecast === null ? null : new PromiseForecast(forecast)),
    deferredUntil: null,
    asOf,
    lookUp,
  });
