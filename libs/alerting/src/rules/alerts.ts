import type { Position } from '#event-store';
import { toMsOrNull } from '#relationship';
import type { AlertFact, StoredEndpoint } from './alert-fact.js';
import type { RuleFacts } from './fields.js';

/** Since when something is as it is, and by whom. */
type Since = { readonly at: number; readonly by: string; readonly position: Position };

export type AlertEndpoint = Pick<StoredEndpoint, 'endpointId' | 'form' | 'host' | 'sealed'> &
  Since & {
    /** The fact whose key opens `sealed`. */
    readonly factId: string;
    /** Milliseconds since the epoch; null if no earlier secret signs. */
    readonly previousUntil: number | null;
  };

/** A rule tells what happens after it was declared or changed, and nothing that happened before. */
export type AlertRule = RuleFacts & Since;

/** The endpoints and rules that hold, by id. */
export type Alerts = {
  readonly endpoints: ReadonlyMap<string, AlertEndpoint>;
  readonly rules: ReadonlyMap<string, AlertRule>;
};

export const NO_ALERTS: Alerts = { endpoints: new Map(), rules: new Map() };

export function evolveAlerts({ endpoints, rules }: Alerts, fact: AlertFact): Alerts {
  const since = { at: fact.recordedAt, by: fact.recordedBy, position: fact.position ?? 0n };
  switch (fact.type) {
    case 'AlertEndpointDeclared':
    case 'AlertEndpointChanged': {
      const { endpointId, form, host, sealed, previousUntil } = fact.data;
      const stated = { endpointId, form, host, sealed, previousUntil: toMsOrNull(previousUntil) };
      return { endpoints: withOne(endpoints, endpointId, { ...stated, ...since, factId: fact.id }), rules };
    }
    case 'AlertEndpointRetired':
      return { endpoints: without(endpoints, fact.data.endpointId), rules };
    case 'AlertRuleDeclared':
    case 'AlertRuleChanged':
      return { endpoints, rules: withOne(rules, fact.data.ruleId, { ...fact.data, ...since }) };
    case 'AlertRuleRetired':
      return { endpoints, rules: without(rules, fact.data.ruleId) };
  }
}

const withOne = <V>(map: ReadonlyMap<string, V>, key: string, value: V) => new Map([...map, [key, value]]);
const without = <V>(map: ReadonlyMap<string, V>, key: string) => new Map([...map].filter(([each]) => each !== key));
