import { answersAt, DAY_MS, isNamed } from '#relationship';
import { countsFrom } from '../evidence/weigh.js';
import type { Exposure, Pending } from './exposure.js';

/** Something that could go wrong across the portfolio, from the moment of the question on. */
export type Scenario =
  /**
   * Every promise about issues of this service passes unmet, and `byDays` days after the last due time the customer has
   * still heard nothing.
   */
  | { readonly is: 'SERVICE_DELAYED'; readonly service: string; readonly byDays: number }
  /**
   * The person responsible for the relationship does nothing for `days` days: due times lapse, everything else ages.
   * `owner` limits it to relationships of this person; null: all relationships.
   */
  | { readonly is: 'OWNER_SILENT'; readonly owner: string | null; readonly days: number }
  /** Every promise due within `withinDays` days is missed. */
  | { readonly is: 'PROMISES_MISSED'; readonly withinDays: number };

/** The effect of a scenario on one relationship. */
export type Strain = {
  /** When the scenario ends for this relationship, milliseconds since the epoch. The score is computed as of then. */
  readonly until: number;
  /** The due times that have passed unmet by then. Other due times are not part of the scenario, neither met nor missed. */
  readonly lapses: readonly Pending[];
  /** The customer hears nothing at all, so a check-in would help too. */
  readonly isSilence: boolean;
};

/** @returns null where the scenario does not concern the relationship */
export function strainOf(scenario: Scenario, exposure: Exposure, asOf: number): Strain | null {
  const toCome = exposure.pending.filter((each) => countsFrom(each) > asOf);
  switch (scenario.is) {
    case 'SERVICE_DELAYED': {
      const ofService = toCome.filter(({ service }) => isNamed(scenario.service, service));
      const lastDue = ofService.filter(isPromise).reduce((last, { at }) => Math.max(last, at), -Infinity);
      if (lastDue === -Infinity) return null;
      return strain(lastDue + scenario.byDays * DAY_MS + LAPSED, ofService);
    }
    case 'OWNER_SILENT':
      if (scenario.owner !== null && !isNamed(scenario.owner, answersAt(exposure, asOf))) return null;
      return { ...strain(asOf + scenario.days * DAY_MS + LAPSED, toCome), isSilence: true };
    case 'PROMISES_MISSED': {
      const missed = strain(asOf + scenario.withinDays * DAY_MS + LAPSED, toCome.filter(isPromise));
      return missed.lapses.length === 0 ? null : missed;
    }
  }
}

/** A due time counts only after it has passed. With this millisecond, one at the end of a scenario counts too. */
const LAPSED = 1;

const isPromise = ({ kind }: Pending): boolean => kind === 'DELIVER';

const strain = (until: number, candidates: readonly Pending[]): Strain => ({
  until,
  lapses: candidates.filter((each) => countsFrom(each) <= until),
  isSilence: false,
});
