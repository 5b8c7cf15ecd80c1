import type { Position } from '#event-store';
import type { AlertForm, RuleFacts } from './fields.js';

/** What is stored of an endpoint. */
export type StoredEndpoint = {
  readonly endpointId: string;
  readonly form: AlertForm;
  /** Host and port of the address, for people: the rest of it may be a secret. */
  readonly host: string;
  /** Until when the secret before the last rotation also signs, ISO 8601; left out: there is none. */
  readonly previousUntil?: string;
  /** Address and secrets, sealed with a key of this fact alone. */
  readonly sealed: string;
};

type DataOf = {
  AlertEndpointDeclared: StoredEndpoint;
  /** Replaces the address, the form or the secret: the fact holds all of them. */
  AlertEndpointChanged: StoredEndpoint;
  AlertEndpointRetired: { readonly endpointId: string };
  AlertRuleDeclared: RuleFacts;
  /** Replaces the rule as a whole. */
  AlertRuleChanged: RuleFacts;
  AlertRuleRetired: { readonly ruleId: string };
};

export const ALERT_FACTS = [
  'AlertEndpointDeclared',
  'AlertEndpointChanged',
  'AlertEndpointRetired',
  'AlertRuleDeclared',
  'AlertRuleChanged',
  'AlertRuleRetired',
] as const;
export type AlertFactType = (typeof ALERT_FACTS)[number];

/** A change of endpoints or rules. */
export type AlertFact = {
  [T in AlertFactType]: {
    readonly id: string;
    readonly type: T;
    readonly data: DataOf[T];
    /** Milliseconds since the epoch. */
    readonly recordedAt: number;
    readonly recordedBy: string;
    /** Null while it is not on disk. */
    readonly position: Position | null;
  };
}[AlertFactType];
