import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { v7 } from 'uuid';
import {
  AlertLog,
  DEFAULT_MINUTES_BEFORE,
  RETIRED_RULE_FIELDS,
  RULE_FIELDS,
  type AlertAnswer,
  type AlertRule as Rule,
  type RuleFacts,
} from '#alerting';
import { isRefused, readForm } from '#contact-log';
import type { Fields } from '#relationship';
import { ADMINISTER, Allowed } from '../edge/auth/rights.js';
import { tokenOf } from '../edge/graphql/read-position.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { Recording } from '../recording/recording.js';
import { ChangeAlertRuleInput, DECLARED_RULE, DeclareAlertRuleInput, RetireAlertRuleInput } from './alert-forms.js';
import { AlertRule, AlertRulePayload } from './alert-rule.type.js';

type Changer = { readonly recordedBy: string; readonly correlationId: string };
const NOTHING = { rule: null, position: null, replayed: false };

@Resolver()
export class AlertRulesResolver {
  constructor(
    private readonly log: AlertLog,
    private readonly recording: Recording,
  ) {}

  @Allowed(ADMINISTER)
  @Query(() => [AlertRule], { description: 'The rules of alerts, by id.' })
  async alertRules(): Promise<readonly AlertRule[]> {
    const { rules } = await this.log.read();
    return [...rules.values()].map(served).sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
  }

  @Allowed(ADMINISTER)
  @Mutation(() => AlertRulePayload, { description: 'Declares what is told from now on, and to which endpoint.' })
  declareAlertRule(
    @Args('input', { type: () => DeclareAlertRuleInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<AlertRulePayload> {
    return this.change('DeclareAlertRuleInput', DECLARED_RULE, input, context, (facts: RuleFacts, by) =>
      this.log.setRule(facts, false, by),
    );
  }

  @Allowed(ADMINISTER)
  @Mutation(() => AlertRulePayload, { description: 'Replaces a rule as a whole. It tells what happens from now on.' })
  changeAlertRule(
    @Args('input', { type: () => ChangeAlertRuleInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<AlertRulePayload> {
    return this.change('ChangeAlertRuleInput', RULE_FIELDS, input, context, (facts: RuleFacts, by) =>
      this.log.setRule(facts, true, by),
    );
  }

  @Allowed(ADMINISTER)
  @Mutation(() => AlertRulePayload, {
    description: 'Retires a rule: it tells nothing more. What it told before is still delivered.',
  })
  retireAlertRule(
    @Args('input', { type: () => RetireAlertRuleInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<AlertRulePayload> {
    type Named = Pick<RuleFacts, 'ruleId'>;
    return this.change('RetireAlertRuleInput', RETIRED_RULE_FIELDS, input, context, (facts: Named, by) =>
      this.log.retireRule(facts.ruleId, by),
    );
  }

  private async change<F extends Pick<RuleFacts, 'ruleId'>>(
    name: string,
    fields: Fields,
    input: object,
    { actor, correlationId }: RequestContext,
    act: (facts: F, changer: Changer) => Promise<AlertAnswer>,
  ): Promise<AlertRulePayload> {
    const checked = readForm(name, fields, input);
    if (isRefused(checked)) return { ...NOTHING, userErrors: checked };
    // Left out by a declaration: the server chooses it.
    const facts = { ruleId: v7(), ...checked.facts } as F;
    const answer = await this.recording.finish(act(facts, { recordedBy: actor.identity, correlationId }));
    if (answer.recorded === null) return { ...NOTHING, userErrors: answer.refusals };
    const { alerts, position, replayed } = answer.recorded;
    const rule = alerts.rules.get(facts.ruleId);
    return { rule: rule === undefined ? null : served(rule), position: tokenOf(position), replayed, userErrors: [] };
  }
}

const served = (rule: Rule): AlertRule => ({
  ruleId: rule.ruleId,
  endpointId: rule.endpointId,
  kind: rule.kind,
  owner: rule.owner ?? null,
  bands: rule.bands ?? null,
  points: rule.points ?? null,
  days: rule.days ?? null,
  obligations: rule.obligations ?? null,
  minutesBefore: rule.kind === 'OBLIGATION_DUE' ? (rule.minutesBefore ?? DEFAULT_MINUTES_BEFORE) : null,
  since: rule.at,
  by: rule.by,
});
