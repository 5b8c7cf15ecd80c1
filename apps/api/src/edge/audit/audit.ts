import { Injectable } from '@nestjs/common';
import {
  Kind,
  OperationTypeNode,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { AuditTrail, type Actor, type AuditEntry } from '#access';
import { HOUR_MS, MINUTE_MS, normalId } from '#relationship';
import { Log } from '../../config/logging.js';
import { logError } from '../errors/logged-error.js';
import { Clock } from '../../deployment/clock.js';
import type { Admission } from '../auth/admission.js';

/** Whether reads are noted; a class so that it can be injected. */
export class AuditSettings {
  constructor(readonly reads: boolean) {}
}

/** What cannot be the id of a customer is not noted: it might be an e-mail address. */
const MAY_BE_ID = /^[^\p{C}@]{1,100}$/u;

type Variables = Readonly<Record<string, unknown>>;
/** A document that was accepted, and the operation of it that runs. */
type Ran = { readonly document: DocumentNode; readonly definition: OperationDefinitionNode };

/** Whoever sends tokens that are none, as many as may be, adds one entry within this time. */
const REFUSED_FOR_MS = MINUTE_MS;

/** Over HTTP nobody signs in, so the first request with a token within this time counts as such. */
const SIGNED_IN_FOR_MS = HOUR_MS;
const MOST_SIGNED_IN = 10_000;

/** Notes in the audit trail who came in, was refused, changed something or read it. */
@Injectable()
export class Audit {
  private readonly signedIn = new LRUCache<string, true>({ max: MOST_SIGNED_IN, ttl: SIGNED_IN_FOR_MS });
  private refusedAt = -Infinity;
  /** Tokens that were refused since the last entry of one. */
  private refusedSince = 0;

  constructor(
    private readonly trail: AuditTrail,
    private readonly settings: AuditSettings,
    private readonly clock: Clock,
    log: Log,
  ) {
    trail.whenFailed((error, lost) => logError(log, error, 'the audit trail cannot be written', { lost }));
  }

  /** @param admission null: a token was sent and refused */
  came(admission: Admission | null): void {
    if (admission === null) return this.cameWithoutToken();
    if (this.signedIn.has(admission.key)) return;
    this.signedIn.set(admission.key, true);
    this.note({ act: 'SIGNED_IN' }, admission.actor);
  }

  private cameWithoutToken(): void {
    this.refusedSince += 1;
    const now = this.clock.now();
    if (Math.abs(now - this.refusedAt) < REFUSED_FOR_MS) return;
    const what = this.refusedSince === 1 ? '' : `${this.refusedSince} tokens`;
    this.refusedAt = now;
    this.refusedSince = 0;
    this.note({ act: 'REFUSED', code: 'UNAUTHENTICATED', what }, null);
  }

  /** @param errors that refused the request before it ran; noted with the fields that the role may not use */
  refused(actor: Actor, errors: readonly GraphQLError[]): void {
    const forbidden = errors.filter(({ extensions }) => extensions.code === 'FORBIDDEN');
    const fields = forbidden.flatMap(({ nodes = [] }) =>
      nodes.flatMap((node) => ('name' in node ? node.name?.value : []) ?? []),
    );
    if (forbidden.length > 0) this.refusedTo(actor, [...new Set(fields)].join(' '));
  }

  /** @param what the role may not use: fields of the schema, or a route */
  refusedTo(actor: Actor, what: string): void {
    this.note({ act: 'REFUSED', code: 'FORBIDDEN', what }, actor);
  }

  /** An operation that is about to run, or a subscription that begins. Each of its root fields has an entry. */
  ran(actor: Actor, { document, definition }: Ran, variables: Variables): void {
    const isChange = definition.operation === OperationTypeNode.MUTATION;
    if (!isChange && !this.settings.reads) return;
    const given = { ...defaultsOf(definition), ...variables };
    for (const field of rootFields(definition.selectionSet, document)) {
      const customerId = customerIn(field, given);
      this.note({ act: isChange ? 'CHANGED' : 'READ', what: field.name.value, customerId }, actor);
    }
  }

  /** Contacts that came by another way than a document. @param customerId null: several customers, or none */
  recorded(actor: Actor, what: string, customerId: string | null): void {
    this.note(
      { act: 'CHANGED', what, customerId: customerId !== null && MAY_BE_ID.test(customerId) ? customerId : null },
      actor,
    );
  }

  private note(entry: Partial<AuditEntry> & Pick<AuditEntry, 'act'>, actor: Actor | null): void {
    const who = { identity: actor?.identity ?? null, role: actor?.role ?? null };
    this.trail.note({ what: '', customerId: null, code: null, ...entry, ...who, at: this.clock.now() });
  }
}

/** The root fields, those of fragments too. Their names are from the schema, so they hold nothing that the caller wrote. */
function rootFields({ selections }: SelectionSetNode, document: DocumentNode): FieldNode[] {
  return selections.flatMap((each) => {
    if (each.kind === Kind.FIELD) return [each];
    if (each.kind === Kind.INLINE_FRAGMENT) return rootFields(each.selectionSet, document);
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === each.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? rootFields(fragment.selectionSet, document) : [];
  });
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );

/** The customer that the arguments name, at any depth of the input; null: none, or several. */
function customerIn({ arguments: given = [] }: FieldNode, variables: Variables): string | null {
  const values = given.map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)] as const);
  const [customerId = null, ...others] = new Set(namedIn(Object.fromEntries(values)));
  return others.length === 0 ? customerId : null;
}

function namedIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => (name === 'customerId' ? idIn(each) : namedIn(each)));
}

function idIn(value: unknown): string[] {
  const id = typeof value === 'string' || typeof value === 'number' ? normalId(String(value)) : '';
  return MAY_BE_ID.test(id) ? [id] : [];
}
