import { v5 } from 'uuid';
import {
  id,
  instant,
  list,
  number,
  optional,
  plainLine,
  required,
  toIso,
  type Fields,
  type FactsOf,
} from '#relationship';
import type { AlertRule } from '../rules/alerts.js';
import type { AlertKind } from '../rules/fields.js';

/** The facts of every alert: ids alone, no names and no text. */
const COMMON = {
  ruleId: required(id('The rule that it is of.')),
  customerId: required(id('The customer.')),
  owner: optional(id('Who answers for the relationship at the time. Left out: nobody.')),
  position: optional(plainLine('The log position of what is told. Left out: time alone brought it about.', 20)),
} satisfies Fields;

/** What each kind of alert says beside `COMMON`. The names and kinds of its facts are a contract with receivers. */
export const ALERT_EVENTS = {
  BAND_CROSSED: {
    name: 'BandCrossed',
    says: 'A relationship moved into another band.',
    fields: {
      from: required(plainLine('The band before.', 30)),
      to: required(plainLine('The band from then on.', 30)),
      score: required(number('Points from then on, 0 to 100.', 0, 100, false)),
    },
  },
  SCORE_DROPPED: {
    name: 'ScoreDropped',
    says: 'A score is by so many points lower than it was within so many days.',
    fields: {
      highest: required(number('The highest score of these days, points.', 0, 100, false)),
      score: required(number('The score now, points.', 0, 100, false)),
      days: required(number('The days of the rule.', 1, 90)),
    },
  },
  OBLIGATION_DUE: {
    name: 'ObligationDue',
    says: 'Something that we owe a customer will soon be due.',
    fields: {
      obligationId: required(id('The obligation.', 200)),
      obligationKind: required(plainLine('What is owed.', 20)),
      dueAt: required(instant('When it is due.')),
    },
  },
  OBLIGATION_LAPSED: {
    name: 'ObligationLapsed',
    says: 'The due time of something that we owe a customer passed, and it was not met.',
    fields: {
      obligationId: required(id('The obligation.', 200)),
      obligationKind: required(plainLine('What was owed.', 20)),
      dueAt: required(instant('When it was due.')),
    },
  },
  NEED_FULFILLED: {
    name: 'NeedFulfilled',
    says: 'A need for which a customer waited is fulfilled: the customer is owed a call.',
    fields: {
      needId: required(id('The need.')),
      contactId: required(id('The contact that says so.')),
    },
  },
  BLIND_SPOT: {
    name: 'BlindSpotAppeared',
    says: 'The score of a relationship sees less of some dimensions than before: nothing, or only what lowers it.',
    fields: {
      dimensions: required(list(plainLine('A dimension.', 30), 'The dimensions.', 4)),
    },
  },
} as const satisfies Record<AlertKind, { readonly name: string; readonly says: string; readonly fields: Fields }>;

/** The version of what alerts say. */
export const ALERT_EVENT_VERSION = 1;

export const factsOfAlert = (kind: AlertKind): Fields => ({ ...COMMON, ...ALERT_EVENTS[kind].fields });

/** Something that a rule tells. */
export type Told = {
  [K in AlertKind]: {
    readonly kind: K;
    readonly customerId: string;
    readonly owner: string | null;
    /** Null where time alone brought it about. */
    readonly position: bigint | null;
    /** When it happened, milliseconds since the epoch. */
    readonly at: number;
    /** What tells it from others of the same rule and customer. */
    readonly key: string;
    readonly says: FactsOf<(typeof ALERT_EVENTS)[K]['fields']>;
  };
}[AlertKind];

/** UUID namespace of alerts. */
const NAMESPACE = '4f0d5a5e-7f0f-4a55-9d0c-7a0c8b4a8e55';

export const typeOfAlert = (kind: AlertKind): string =>
  `rapport.alert.${ALERT_EVENTS[kind].name}.v${ALERT_EVENT_VERSION}`;
export const schemaIdOfAlert = (kind: AlertKind): string =>
  `urn:rapport:alert:${ALERT_EVENTS[kind].name}:${ALERT_EVENT_VERSION}`;

export type CloudEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** The alert as a CloudEvent 1.0. Its id follows from what it tells. @param lineage of the log */
export function cloudEventOf(rule: AlertRule, told: Told, lineage: string): CloudEvent {
  const { kind, customerId, owner, position, at, key, says } = told;
  return {
    specversion: '1.0',
    id: v5(
      [rule.endpointId, rule.ruleId, kind, customerId, key].map((each) => JSON.stringify(each)).join('\n'),
      NAMESPACE,
    ),
    source: `urn:rapport:log:${lineage}`,
    type: typeOfAlert(kind),
    subject: customerId,
    time: toIso(at),
    datacontenttype: 'application/json',
    dataschema: schemaIdOfAlert(kind),
    data: {
      ruleId: rule.ruleId,
      customerId,
      ...(owner === null ? {} : { owner }),
      ...(position === null ? {} : { position: position.toString() }),
      ...says,
    },
  };
}
