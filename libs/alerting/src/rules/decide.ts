import { isNamed, RECORDED, refused, repeated, type Decision } from '#relationship';
import type { AlertRule, Alerts } from './alerts.js';
import { PARAMETERS, RULE_FIELDS, type RuleFacts } from './fields.js';
import { refuseAlert, type AlertRefusalCode } from './refusal.js';

type AlertDecision<E> = Decision<E, AlertRefusalCode>;

const OF_KINDS = [...new Set(Object.values(PARAMETERS).flat())];

/** @param isChange whether the rule must be there already */
export function decideRule(alerts: Alerts, rule: RuleFacts, isChange: boolean): AlertDecision<AlertRule> {
  if (!alerts.endpoints.has(rule.endpointId)) return refused(refuseAlert('ALERT_ENDPOINT_UNKNOWN', 'endpointId'));
  const wrong = wrongParameter(rule);
  if (wrong !== null) return refused(refuseAlert('ALERT_RULE_INVALID', wrong.name, wrong.says));
  const known = alerts.rules.get(rule.ruleId);
  if (known === undefined) return isChange ? refused(refuseAlert('ALERT_RULE_UNKNOWN', 'ruleId')) : RECORDED;
  if (isSame(known, rule)) return repeated(known);
  return isChange ? RECORDED : refused(refuseAlert('ALERT_ID_TAKEN', 'ruleId'));
}

export const decideRetiredRule = ({ rules }: Alerts, ruleId: string): AlertDecision<null> =>
  rules.has(ruleId) ? RECORDED : refused(refuseAlert('ALERT_RULE_UNKNOWN', 'ruleId'));

export function decideRetiredEndpoint({ endpoints, rules }: Alerts, endpointId: string): AlertDecision<null> {
  if (!endpoints.has(endpointId)) return refused(refuseAlert('ALERT_ENDPOINT_UNKNOWN', 'endpointId'));
  const using = [...rules.values()].filter((rule) => rule.endpointId === endpointId).map(({ ruleId }) => ruleId);
  if (using.length === 0) return RECORDED;
  const says = `Rules send to the endpoint: ${using.slice(0, 5).join(', ')}. Retire or change them first.`;
  return refused(refuseAlert('ALERT_ENDPOINT_IN_USE', 'endpointId', says));
}

function wrongParameter(rule: RuleFacts): { readonly name: string; readonly says: string } | null {
  const own = PARAMETERS[rule.kind];
  const other = OF_KINDS.find((name) => rule[name] !== undefined && !own.includes(name));
  if (other !== undefined) return { name: other, says: `A rule of the kind ${rule.kind} does not take ${other}.` };
  const lacking =
    rule.kind === 'SCORE_DROPPED' ? (['points', 'days'] as const).find((name) => rule[name] === undefined) : undefined;
  return lacking === undefined ? null : { name: lacking, says: `A rule of the kind ${rule.kind} needs ${lacking}.` };
}

const isSame = (known: AlertRule, rule: RuleFacts): boolean =>
  (Object.keys(RULE_FIELDS) as (keyof RuleFacts)[]).every((name) =>
    name === 'owner' ? sameOwner(known.owner, rule.owner) : JSON.stringify(known[name]) === JSON.stringify(rule[name]),
  );

const sameOwner = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined ? one === other : isNamed(one, other);
