import { Injectable } from '@nestjs/common';
import { Forecasts, isLive } from '#read-models';
import { forecastOf, openPromises, type OpenPromise } from '#trust';
import type { Relationship } from '../relationships/relationship.type.js';
import { PromiseForecast } from './promise-forecast.type.js';

/** Forecasts of open promises, from the facts of a relationship. */
@Injectable()
export class PromiseForecasts {
  private readonly known = new WeakMap<Relationship, ReadonlyMap<string, OpenPromise>>();

  constructor(private readonly forecasts: Forecasts) {}

  /**
   * The forecast of a promise. Null if it is not open, if it is overdue, and at another time or under another model: what all
   * customers' answers said then is not kept. @param dueAt null: only a system of record knows it
   */
  async of(relationship: Relationship, expectationId: string, dueAt: number | null): Promise<PromiseForecast | null> {
    const { timeline, asOf, vantage } = relationship.basis;
    if (!isLive(vantage) || (dueAt !== null && dueAt < asOf)) return null;
    const open = this.known.get(relationship) ?? openPromises(timeline, asOf);
    this.known.set(relationship, open);
    const promise = open.get(expectationId);
    return promise === undefined ? null : new PromiseForecast(forecastOf(promise, await this.forecasts.at(asOf)));
  }
}
