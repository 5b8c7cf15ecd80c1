import { Injectable } from '@nestjs/common';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { ContactLog } from '#contact-log';
import { timelineFrom } from '#read-models';
import { addMeasures, measure, NOTHING_MEASURED, type Measures as Measured, type Period } from '#relationship';
import { AsOfQueries } from '../clocks/views-as-of.js';
import type { ClockArgs } from '../clocks/vantage-args.js';
import { Measures, type MeasuresFilter } from './measures.type.js';
import type { Actor } from '#access';

/** Longest time that it blocks other requests. */
const MOST_MS_AT_A_STRETCH = 10;

/** Measures many relationships, from the log. */
@Injectable()
export class Measuring {
  constructor(
    private readonly log: ContactLog,
    private readonly asOfQueries: AsOfQueries,
  ) {}

  /** Reads every contact of every relationship, and lets other requests run in between. */
  async of(
    { service, customerId, ...filter }: MeasuresFilter,
    period: Period,
    clocks: ClockArgs,
    actor: Actor,
  ): Promise<Measures> {
    const { views, asOf, vantage, scope } = await this.asOfQueries.viewsFor(clocks, actor);
    const measured: Measured[] = [];
    let since = performance.now();
    const customer = customerId == null ? null : await this.log.customerNamed(customerId);
    for await (const customerIds of views.customers(
      { ...filter, scope, customerId: customer, includeClosed: true },
      asOf,
    ))
      for (const customerId of customerIds) {
        const whole = await this.log.timelineOf(customerId);
        const timeline = whole === null ? null : timelineFrom(whole, vantage, customerId);
        if (timeline !== null) measured.push(measure(timeline, period, asOf, service ?? null));
        if (performance.now() - since < MOST_MS_AT_A_STRETCH) continue;
        await yieldToOthers();
        since = performance.now();
      }
    return new Measures(sumOf(measured), period, measured.length);
  }
}

/** Adds in halves, so that each duration is copied only a few times. */
function sumOf(all: readonly Measured[]): Measured {
  if (all.length <= 1) return all[0] ?? NOTHING_MEASURED;
  const half = Math.floor(all.length / 2);
  return addMeasures(sumOf(all.slice(0, half)), sumOf(all.slice(half)));
}
