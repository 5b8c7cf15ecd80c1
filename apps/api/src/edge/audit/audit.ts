import { Injectable } from '@nestjs/common';
import { Kind, OperationTypeNode, type OperationDefinitionNode, type ValueNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { AuditTrail, type Actor, type AuditEntry } from '#access';
import { HOUR_MS } from '#relationship';
import { Log, traceOf } from '../../config/logging.js';
import { Clock } from '../../deployment/clock.js';
import type { Admission } from '../auth/admission.js';

/** Whether reads are noted; a class so that it can be injected. */
export class AuditSettings {
  constructor(readonly reads: boolean) {}
}

/** What cannot be the id of a customer is not noted: it might be an e-mail address. */
const MAY_BE_ID = /^[^\p{C}@]{1,100}$/u;

type Variables = Readonly<Record<string, unknown>>;

/** Over HTTP nobody signs in, so the first request with a token within this time counts as such. */
const SIGNED_IN_FOR_MS = HOUR_MS;
const MOST_SIGNED_IN = 10_000;

/** Notes in the audit trail who came in, was refused, changed something or read it. */
@Injectable()
export class Audit {
  private readonly signedIn = new LRUCache<string, true>({ max: MOST_SIGNED_IN, ttl: SIGNED_IN_FOR_MS });

  constructor(
    private readonly trail: AuditTrail,
    private readonly settings: AuditSettings,
    private readonly clock: Clock,
    log: Log,
  ) {
    trail.whenFailed((error, lost) => log.error({ ...traceOf(error), lost }, 'the audit trail cannot be written'));
  }

  /** @param admission null: a token was sent and refused */
  came(admission: Admission | null): void {
    if (admission === null) return this.note({ act: 'REFUSED', code: 'UNAUTHENTICATED' }, null);
    if (this.signedIn.has(admission.key)) return;
    this.signedIn.set(admission.key, true);
    this.note({ act: 'SIGNED_IN' }, admission.actor);
  }

  /** @param codes of the errors that refused the request before it ran */
  refused(actor: Actor, codes: readonly unknown[]): void {
    if (codes.includes('FORBIDDEN')) this.note({ act: 'REFUSED', code: 'FORBIDDEN' }, actor);
  }

  /** An operation that ran, or a subscription that begins. */
  ran(actor: Actor, operation: OperationDefinitionNode, variables: Variables): void {
    const isChange = operation.operation === OperationTypeNode.MUTATION;
    if (!isChange && !this.settings.reads) return;
    const what = rootFieldsOf(operation).join(' ');
    this.note({ act: isChange ? 'CHANGED' : 'READ', what, customerId: customerIn(operation, variables) }, actor);
  }

  private note(entry: Partial<AuditEntry> & Pick<AuditEntry, 'act'>, actor: Actor | null): void {
    const who = { identity: actor?.identity ?? null, role: actor?.role ?? null };
    this.trail.note({ what: '', customerId: null, code: null, ...entry, ...who, at: this.clock.now() });
  }
}

/** The names of root fields are from the schema, so they hold nothing that the caller wrote. A fragment is noted as such. */
const rootFieldsOf = ({ selectionSet }: OperationDefinitionNode): string[] =>
  selectionSet.selections.map((each) => (each.kind === Kind.FIELD ? each.name.value : '...'));

/** The customer that the arguments name, as `customerId` or within `input`; null: none, or several. */
function customerIn({ selectionSet }: OperationDefinitionNode, variables: Variables): string | null {
  const named = new Set<string>();
  for (const each of selectionSet.selections)
    for (const { name, value } of (each.kind === Kind.FIELD && each.arguments) || []) {
      const found = customerOf(name.value, valueOf(value, variables));
      if (found !== null) named.add(found);
    }
  const [customerId = null] = named;
  return named.size === 1 ? customerId : null;
}

function customerOf(argument: string, value: unknown): string | null {
  const id = argument === 'customerId' ? value : (value as { readonly customerId?: unknown } | null)?.customerId;
  return typeof id === 'string' && MAY_BE_ID.test(id) ? id : null;
}

function valueOf(value: ValueNode, variables: Variables): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value.kind === Kind.OBJECT)
    return Object.fromEntries(value.fields.map((field) => [field.name.value, valueOf(field.value, variables)]));
  return 'value' in value ? value.value : null;
}
