import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { ContactLog, idsOnRecord, isRefused, readInputToJudge, refusalsOfNewIds } from '#contact-log';
import { modelFrom, timelineFromInSteps } from '#read-models';
import { ModelLog } from '#model-log';
import { refuse, Timeline, toIso, toMs, type Refusal } from '#relationship';
import { whatIfInSteps, type Supposed } from '#trust';
import { VantageArgs } from '../../clocks/vantage-args.js';
import { Vantages } from '../../clocks/vantages.js';
import { apiError } from '../../edge/errors/codes.js';
import { COMPUTED } from '../../edge/graphql/cost.js';
import { inTurns } from '../../edge/graphql/under-way.js';
import { Obligations } from '../../obligations/obligations.js';
import { Relationships } from '../../relationships/relationships.js';
import { HypotheticalContactInput } from './hypothetical-contact.js';
import { WhatIf } from './what-if.type.js';
import { Allowed, READ } from '../../edge/auth/rights.js';
import type { RequestContext } from '../../edge/graphql/request-context.js';
import { Visibility } from '../../visibility/visibility.js';

const MOST_CONTACTS = 50;

@Resolver()
export class WhatIfResolver {
  constructor(
    private readonly log: ContactLog,
    private readonly models: ModelLog,
    private readonly relationships: Relationships,
    private readonly obligations: Obligations,
    private readonly vantages: Vantages,
    private readonly visibility: Visibility,
  ) {}

  @Allowed(READ)
  @Query(() => WhatIf, {
    description: 'What hypothetical contacts would do to one relationship. Nothing is written.',
    complexity: 5 * COMPUTED,
  })
  async whatIf(
    @Args('customerId', { type: () => ID, description: 'The id of the customer, as callers named it.' })
    customer: string,
    @Args('contacts', {
      type: () => [HypotheticalContactInput],
      description: `The hypothetical contacts, at most ${MOST_CONTACTS}. The rules for real contacts apply to them, in the order of time.`,
    })
    contacts: readonly HypotheticalContactInput[],
    @Args() args: VantageArgs,
    @Context() { actor }: RequestContext,
  ): Promise<WhatIf> {
    if (contacts.length > MOST_CONTACTS)
      throw apiError('BAD_USER_INPUT', `contacts must have at most ${MOST_CONTACTS} entries, not ${contacts.length}.`);
    const vantage = await this.vantages.of(args);
    const { knownAt, position } = vantage;
    const customerId = await this.log.customerNamed(customer);
    const whole = await this.visibility.timelineFor(actor, customerId);
    const known =
      whole === null ? null : await inTurns(timelineFromInSteps(whole, { ...vantage, asOf: null }, customerId));
    const { asOf: now, knownAt: knownBy } = await this.relationships.times({ ...vantage, asOf: null });
    const segment = known?.profile?.segment ?? null;
    const asked = {
      now,
      ...(vantage.asOf === null ? {} : { asOf: vantage.asOf }),
      knownAt: position === null ? (knownAt ?? Infinity) : Infinity,
      model: modelFrom(this.models.registry, vantage, segment),
    };
    const { supposed, refusals } = readAll(contacts, { customerId, timeline: known }, now);
    if (supposed.some(({ at }) => at > (vantage.asOf ?? Infinity)))
      throw apiError('BAD_USER_INPUT', 'asOf must not be before the time of a hypothetical contact.');
    const found = await inTurns(whatIfInSteps(known?.recorded() ?? [], refusals.length > 0 ? [] : supposed, asked));
    const { asOf } = found;
    const sides = { asOf, knownAt: knownBy, position, vantage, isSupposed: whole === null };
    const at = (timeline: Timeline) => this.relationships.at(timeline, sides);
    const [before, after] = [at(found.timelines.before), at(found.timelines.after)];
    const owedBefore = before === null ? [] : this.obligations.of(before);
    const owedAfter = after === null ? [] : this.obligations.of(after);
    const pick = (all: typeof owedBefore, id: string) => all.filter(({ obligationId }) => obligationId === id);
    const ids = new Set(found.contacts.map(({ id }) => id));
    return {
      asOf,
      before: before?.trust ?? null,
      after: after?.trust ?? null,
      contributions: after?.trust.contributions.filter(({ contact }) => ids.has(contact.contactId)) ?? [],
      discharged: found.discharged.flatMap(({ id }) => pick(owedBefore, id)),
      owed: found.owed.flatMap(({ id }) => pick(owedAfter, id)),
      moved: found.moved.flatMap((move) => {
        const [[was], [is]] = [pick(owedBefore, move.before.id), pick(owedAfter, move.after.id)];
        return was && is ? [{ before: was, after: is }] : [];
      }),
      userErrors: [...refusals, ...found.refusals.map(({ index, refusal }) => placed(index, refusal))],
    };
  }
}

/** Validates each contact as the mutation for a real contact does. */
function readAll(
  contacts: readonly HypotheticalContactInput[],
  { customerId, timeline }: { readonly customerId: string; readonly timeline: Timeline | null },
  now: number,
) {
  const supposed: Supposed[] = [];
  const refusals: Refusal[] = [];
  for (const [index, { type, occurredAt, ...said }] of contacts.entries()) {
    const at = occurredAt == null ? toIso(now) : occurredAt;
    const checked = readInputToJudge(type, { ...said, customerId, occurredAt: at });
    const known = timeline ?? new Timeline();
    const refused = isRefused(checked) ? checked : refusalsOfNewIds(checked, known);
    refusals.push(...refused.map((refusal) => placed(index, refusal)));
    if (!isRefused(checked) && refused.length === 0) {
      const { occurredAt: _, ...facts } = idsOnRecord(type, checked, known);
      supposed.push({ type, at: toMs(at), facts: { ...facts, customerId } });
    }
  }
  return { supposed, refusals };
}

const placed = (index: number, { code, field, message }: Refusal): Refusal =>
  refuse(code, [`contacts.${index}`, ...(field === null ? [] : [field])].join('.'), message);
