import { choice, id, list, number, OBLIGATION_KINDS, optional, plainLine, required, type FactsOf } from '#relationship';
import { TRUST_BANDS } from '#trust';

/** How an alert is written for its receiver. */
export const ALERT_FORMS = ['CLOUD_EVENTS', 'SLACK', 'TEAMS'] as const;
export type AlertForm = (typeof ALERT_FORMS)[number];

/** What a rule watches for. */
export const ALERT_KINDS = [
  'BAND_CROSSED',
  'SCORE_DROPPED',
  'OBLIGATION_DUE',
  'OBLIGATION_LAPSED',
  'NEED_FULFILLED',
  'BLIND_SPOT',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

const endpointId = id('The endpoint.');
const ruleId = id('The rule.');

/** The address is stored sealed: the addresses of chat services are secrets. */
export const ENDPOINT_FIELDS = {
  endpointId: required(endpointId),
  url: required(plainLine('Where alerts are posted to, https. Stored sealed, and never shown again.', 2_000)),
  form: required(choice('AlertForm', ALERT_FORMS, 'How alerts are written.')),
};
export type EndpointFacts = FactsOf<typeof ENDPOINT_FIELDS>;

/** What `minutesBefore` is where a rule leaves it out. */
export const DEFAULT_MINUTES_BEFORE = 60;

export const RULE_FIELDS = {
  ruleId: required(ruleId),
  endpointId: required(id('The endpoint to which its alerts are sent.')),
  kind: required(choice('AlertKind', ALERT_KINDS, 'What it watches for.')),
  owner: optional(id('Only relationships that this account manager answers for at the time. Default: all.')),
  bands: optional(
    list(
      choice('TrustBand', TRUST_BANDS, 'A band.'),
      'For BAND_CROSSED: only into one of these bands. Default: any.',
      4,
    ),
  ),
  points: optional(number('For SCORE_DROPPED, and required there: by how many points.', 1, 100, false)),
  days: optional(number('For SCORE_DROPPED, and required there: within how many days.', 1, 90)),
  obligations: optional(
    list(
      choice('ObligationKind', OBLIGATION_KINDS, 'A kind.'),
      'For OBLIGATION_DUE and OBLIGATION_LAPSED: only these kinds. Default: all.',
      20,
    ),
  ),
  minutesBefore: optional(
    number(
      `For OBLIGATION_DUE: how long before the due time it is told, minutes. Default: ${DEFAULT_MINUTES_BEFORE}.`,
      0,
      10_080,
    ),
  ),
};
export type RuleFacts = FactsOf<typeof RULE_FIELDS>;

export const RETIRED_ENDPOINT_FIELDS = { endpointId: required(endpointId) };
export const RETIRED_RULE_FIELDS = { ruleId: required(ruleId) };

/** The parameters that each kind of rule takes. */
export const PARAMETERS: Readonly<Record<AlertKind, readonly (keyof RuleFacts)[]>> = {
  BAND_CROSSED: ['bands'],
  SCORE_DROPPED: ['points', 'days'],
  OBLIGATION_DUE: ['obligations', 'minutesBefore'],
  OBLIGATION_LAPSED: ['obligations'],
  NEED_FULFILLED: [],
  BLIND_SPOT: [],
};
