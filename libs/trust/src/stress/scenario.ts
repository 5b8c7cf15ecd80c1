import { answersAt, DAY_MS } from '#relationship';
import { countsFrom } from '../evidence/weigh.js';
import type { Exposure, Pending } from './exposure.js';

/** Something that might go wrong across a book, from the moment of the question on. */
export type Scenario =
  /**
   * All that was promised about issues of this service passes unmet, and so many days after the last of it there has
   * still been no word.
   */
  | { readonly is: 'SERVICE_DELAYED'; readonly service: string; readonly byDays: number }
  /**
   * Whoever answers for the relationship, or only where it is this one, says and does nothing for so many days: what
   * falls due lapses, the rest ages.
   */
  | { readonly is: 'OWNER_SILENT'; readonly owner: string | null; readonly days: number }
  /** Every promise due within so many days is missed. */
  | { readonly is: 'PROMISES_MISSED'; readonly withinDays: number };

/** What a scenario is to one relationship. */
export type Strain = {
  /** When it is read, milliseconds since the epoch: when the scenario has run its course there. */
  readonly until: number;
  /** The due times that then have passed unmet. What else falls due by then is no part of it, either way. */
  readonly lapses: readonly Pending[];
  /** Nothing is said either, so that simply a word would help. */
  readonly isSilence: boolean;
};

/** @returns null where the relationship is not concerned */
export function strainOf(scenario: Scenario, exposure: Exposure, asOf: number): Strain | null {
  const toCome = exposure.pending.filter((each) => countsFrom(each) > asOf);
  switch (scenario.is) {
    case 'SERVICE_DELAYED': {
      const ofService = toCome.filter(({ service }) => service === scenario.service);
      const lastDue = ofService.filter(isPromise).reduce((last, { at }) => Math.max(last, at), -Infinity);
      if (lastDue === -Infinity) return null;
      return strain(lastDue + scenario.byDays * DAY_MS + LAPSED, ofService);
    }
    case 'OWNER_SILENT':
      if (scenario.owner !== null && answersAt(exposure, asOf) !== scenario.owner) return null;
      return { ...strain(asOf + scenario.days * DAY_MS + LAPSED, toCome), isSilence: true };
    case 'PROMISES_MISSED': {
      const missed = strain(asOf + scenario.withinDays * DAY_MS + LAPSED, toCome.filter(isPromise));
      return missed.lapses.length === 0 ? null : missed;
    }
  }
}

/** A due time counts only once it has passed; one at the very end of a scenario has. */
const LAPSED = 1;

const isPromise = ({ kind }: Pending): boolean => kind === 'DELIVER';

const strain = (until: number, candidates: readonly Pending[]): Strain => ({
  until,
  lapses: candidates.filter((each) => countsFrom(each) <= until),
  isSilence: false,
});
