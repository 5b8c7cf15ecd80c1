import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { seal, unseal, type KeyRing } from '#contact-log';
import { Decider, type EventStore, type Folded, type Position } from '#event-store';
import { DAY_MS, refused, RECORDED, refusedWith, repeated, toIso, type Answer, type Decision } from '#relationship';
import type { AlertFact, AlertFactType } from '../rules/alert-fact.js';
import { evolveAlerts, NO_ALERTS, type AlertEndpoint, type Alerts } from '../rules/alerts.js';
import { decideRetiredEndpoint, decideRetiredRule, decideRule } from '../rules/decide.js';
import type { EndpointFacts, RuleFacts } from '../rules/fields.js';
import { refuseAlert, type AlertRefusalCode } from '../rules/refusal.js';
import { ALERT_STREAM, alertFactFrom, alertToStored } from './codec.js';

/** Who changes endpoints and rules. */
export type AlertChanger = { readonly recordedBy: string; readonly correlationId: string };

export type AlertAnswer = Answer<
  {
    readonly alerts: Alerts;
    readonly position: Position;
    /** Whether it was so already, so that nothing was added. */
    readonly replayed: boolean;
    /** The secret that this call made, which is never shown again; null if it made none. */
    readonly secret: string | null;
  },
  AlertRefusalCode
>;

/** Where an endpoint is, and what signs for it: the present secret first. */
export type Opened = { readonly url: string; readonly secrets: readonly string[] };

type Sealed = { readonly url: string; readonly secret: string; readonly previous?: string };
type Change = { readonly fact: AlertFact; readonly secret?: string };

/** How long the secret before a rotation signs beside the new one. */
const ROTATION_MS = DAY_MS;
/** The Standard Webhooks scheme asks for 24 to 64. */
const SECRET_BYTES = 32;

const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
/** No customer has this id: a tab is refused in ids. */
const keyIdOf = (factId: string): string => `\talert ${factId}`;

/** The endpoints and rules of alerts on the log: one stream, folded to those that hold. */
export class AlertLog {
  private readonly remembered = new Map<string, Folded<Alerts>>();
  private readonly decider: Decider<Alerts, AlertFact>;

  /** @param now the clock, milliseconds since the epoch */
  constructor(
    store: EventStore,
    private readonly keys: KeyRing,
    private readonly now: () => number = Date.now,
  ) {
    const evolve = (alerts: Alerts, fact: AlertFact): Alerts => {
      const changed = evolveAlerts(alerts, fact);
      for (const { factId, endpointId } of alerts.endpoints.values())
        if (changed.endpoints.get(endpointId)?.factId !== factId) this.destroyKeyOf(factId);
      return changed;
    };
    const folding = { initial: () => NO_ALERTS, decode: alertFactFrom, evolve };
    this.decider = new Decider<Alerts, AlertFact>(store, folding, this.remembered);
  }

  /** As of the log now. */
  async read(): Promise<Alerts> {
    return (await this.decider.read(ALERT_STREAM)).state;
  }

  /** The secret of the answer is shown once. @throws what `Decider.transact` throws */
  declareEndpoint(facts: EndpointFacts, changer: AlertChanger): Promise<AlertAnswer> {
    return this.change(changer, (alerts) => {
      const known = alerts.endpoints.get(facts.endpointId);
      if (known !== undefined)
        return this.isAs(known, facts) ? repeated(null) : refused(refuseAlert('ALERT_ID_TAKEN', 'endpointId'));
      const secret = newSecret();
      return { fact: this.endpoint('AlertEndpointDeclared', facts, { url: facts.url, secret }, null, changer), secret };
    });
  }

  /** Another address or form; the secret stays. */
  changeEndpoint(facts: EndpointFacts, changer: AlertChanger): Promise<AlertAnswer> {
    return this.change(changer, (alerts) => {
      const known = alerts.endpoints.get(facts.endpointId);
      const sealed = known === undefined ? null : this.sealedIn(known);
      if (known === undefined || sealed === null) return refused(refuseAlert('ALERT_ENDPOINT_UNKNOWN', 'endpointId'));
      if (this.isAs(known, facts)) return repeated(null);
      const contents = { ...sealed, url: facts.url };
      return { fact: this.endpoint('AlertEndpointChanged', facts, contents, known.previousUntil, changer) };
    });
  }

  /** A new secret. The one before it also signs for a day, so that a receiver has the time to take the new one. */
  rotateSecret(endpointId: string, changer: AlertChanger): Promise<AlertAnswer> {
    return this.change(changer, (alerts) => {
      const known = alerts.endpoints.get(endpointId);
      const sealed = known === undefined ? null : this.sealedIn(known);
      if (known === undefined || sealed === null) return refused(refuseAlert('ALERT_ENDPOINT_UNKNOWN', 'endpointId'));
      const secret = newSecret();
      const contents = { url: sealed.url, secret, previous: sealed.secret };
      const facts = { endpointId, form: known.form, url: sealed.url };
      const until = this.now() + ROTATION_MS;
      return { fact: this.endpoint('AlertEndpointChanged', facts, contents, until, changer), secret };
    });
  }

  /** Destroys the address and the secret. */
  retireEndpoint(endpointId: string, changer: AlertChanger): Promise<AlertAnswer> {
    return this.change(changer, (alerts) => {
      const decision = decideRetiredEndpoint(alerts, endpointId);
      return decision.is === 'RECORDED'
        ? { fact: this.fact('AlertEndpointRetired', { endpointId }, changer) }
        : decision;
    });
  }

  /** @param isChange whether the rule must be there already */
  setRule(rule: RuleFacts, isChange: boolean, changer: AlertChanger): Promise<AlertAnswer> {
    return this.change(changer, (alerts) => {
      const decision = decideRule(alerts, rule, isChange);
      const type = isChange ? 'AlertRuleChanged' : 'AlertRuleDeclared';
      return decision.is === 'RECORDED' ? { fact: this.fact(type, rule, changer) } : decision;
    });
  }

  retireRule(ruleId: string, changer: AlertChanger): Promise<AlertAnswer> {
    return this.change(changer, (alerts) => {
      const decision = decideRetiredRule(alerts, ruleId);
      return decision.is === 'RECORDED' ? { fact: this.fact('AlertRuleRetired', { ruleId }, changer) } : decision;
    });
  }

  /** Null if its key was destroyed: it was changed or retired meanwhile. */
  opened(endpoint: AlertEndpoint): Opened | null {
    const sealed = this.sealedIn(endpoint);
    if (sealed === null) return null;
    const { url, secret, previous } = sealed;
    const isPreviousGood = previous !== undefined && (endpoint.previousUntil ?? 0) > this.now();
    return { url, secrets: isPreviousGood ? [secret, previous] : [secret] };
  }

  private change(
    { correlationId }: AlertChanger,
    decide: (alerts: Alerts) => Change | Exclude<Decision<unknown, AlertRefusalCode>, typeof RECORDED>,
  ): Promise<AlertAnswer> {
    return this.decider.transact<AlertAnswer>(ALERT_STREAM, (alerts) => {
      const decided = decide(alerts);
      if ('is' in decided && decided.is === 'REFUSED')
        return { events: [], answer: () => refusedWith([decided.refusal]) };
      const events = 'fact' in decided ? [alertToStored(decided.fact, correlationId)] : [];
      const secret = 'fact' in decided ? (decided.secret ?? null) : null;
      return {
        events,
        answer: async (position) => {
          const recorded = { alerts: await this.read(), position, replayed: events.length === 0, secret };
          return { recorded, refusals: [] };
        },
      };
    });
  }

  private endpoint(
    type: 'AlertEndpointDeclared' | 'AlertEndpointChanged',
    { endpointId, form, url }: EndpointFacts,
    contents: Sealed,
    previousUntil: number | null,
    changer: AlertChanger,
  ): AlertFact {
    const id = v7();
    const key = this.keys.keyFor(keyIdOf(id));
    if (key === null) throw new Error(`the key of the new fact ${id} was destroyed`);
    const data = {
      ...{ endpointId, form, host: new URL(url).host },
      ...(previousUntil === null ? {} : { previousUntil: toIso(previousUntil) }),
      sealed: seal(contents, key, id),
    };
    return { ...this.fact(type, data, changer), id };
  }

  private fact(type: AlertFactType, data: unknown, { recordedBy }: AlertChanger): AlertFact {
    return { id: v7(), type, data, recordedAt: this.now(), recordedBy, position: null } as AlertFact;
  }

  private isAs(known: AlertEndpoint, { url, form }: EndpointFacts): boolean {
    return known.form === form && this.sealedIn(known)?.url === url;
  }

  private sealedIn({ factId, sealed }: AlertEndpoint): Sealed | null {
    const key = this.keys.keyOf(keyIdOf(factId));
    return key === null ? null : (unseal(sealed, key, factId) as Sealed);
  }

  /** Also when the later fact is only read: an earlier call may have crashed between the append and the destruction. */
  private destroyKeyOf(factId: string): void {
    if (this.keys.keyOf(keyIdOf(factId)) !== null) this.keys.destroy(keyIdOf(factId));
  }
}
