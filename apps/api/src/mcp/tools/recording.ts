import { isInputObjectType } from 'graphql';
import type { Actor } from '#access';
import type { Answering } from '../../edge/http/answering.js';
import { mutationTypeName } from '../../schema/mutation-type-name.js';
import { answerSchema, orNull } from '../documents/answer-schema.js';
import type { Fit, Fitting } from '../documents/fitting.js';
import { objectSchema, type ObjectSchema } from '../documents/json-schema.js';
import { marked } from '../documents/marked.js';
import { confirmationOf, confirmedBy, GOOD_FOR_MS } from './confirmation.js';
import { CONFIRMING_REFUSED } from './confirming-refused.js';
import { mutationOf, rehearsalOf } from './recording-documents.js';
import type { RecordingTool } from './recordings.js';
import type { Arguments, Caller, Tool, ToolDescription } from './tool.js';
import { answerOf, errorsTold, toldSchema, type Told } from './told.js';

const STATUSES = ['DRY_RUN', 'RECORDED', 'ALREADY_RECORDED', 'REFUSED', 'FAILED'] as const;
type Status = (typeof STATUSES)[number];

/** The data of `rehearsalOf`. */
type Rehearsed = { readonly rehearsal: { readonly outcome: string } };
/** The data of `mutationOf`. */
type Recorded = { readonly recorded: { readonly contact: object | null; readonly replayed: boolean } };

const CONFIRM = {
  type: 'string',
  description: `The \`confirm\` of a dry run with the same facts. Left out: a dry run. It is good for ${GOOD_FOR_MS / 60_000} minutes.`,
};

/**
 * Records one contact, in two calls: the first is a dry run, which writes nothing and shows what would happen, and the second
 * records what the first one showed. The same second call again adds nothing.
 */
export class Recording implements Tool {
  constructor(
    private readonly tool: RecordingTool,
    private readonly fitting: Fitting,
    private readonly answering: Answering,
    private readonly now: () => number,
  ) {}

  get name(): string {
    return this.tool.name;
  }

  describe(actor: Actor): ToolDescription | null {
    const documents = this.documentsFor(actor);
    if (documents === null) return null;
    const { name, definition } = this.tool;
    const outputSchema = toldSchema(
      {
        status: { type: 'string', enum: STATUSES },
        dryRun: orNull(answerSchema(documents.rehearsal.shape)),
        recorded: orNull(answerSchema(documents.mutation.shape)),
        confirm: orNull({ type: 'string', description: 'Send it as `confirm`, with the same facts, to record it.' }),
      },
      ['status', 'dryRun', 'recorded', 'confirm'],
    );
    return {
      name,
      title: `Record: ${definition.says.split('.')[0] ?? name}`,
      description: `${definition.says} The first call is a dry run: it writes nothing and shows whether it would be recorded and what it would do. Show that to the person you work for. To record, call again with the same facts and \`confirm\`.`,
      inputSchema: this.inputSchema(),
      outputSchema,
      isReading: false,
    };
  }

  async call({ confirm, ...facts }: Arguments, caller: Caller): Promise<Told> {
    const { authorization } = caller;
    const rehearsed = { tool: this.name, facts, authorization };
    if (confirm === undefined || confirm === null) {
      const { rehearsal, errors } = await this.rehearse(facts, caller);
      if (rehearsal === null) return told('FAILED', {}, errors);
      const isPossible = rehearsal.outcome === 'WOULD_BE_RECORDED';
      const token = isPossible ? confirmationOf(rehearsed, this.now()) : null;
      return told(STATUS_OF[rehearsal.outcome] ?? 'FAILED', { dryRun: rehearsal.told, confirm: token }, errors);
    }
    const confirmed = confirmedBy(confirm, rehearsed, this.now());
    if (confirmed === null) return told('FAILED', {}, [CONFIRMING_REFUSED.CONFIRMATION_UNKNOWN]);
    const { idempotencyKey, isExpired } = confirmed;
    const keyed = { ...facts, idempotencyKey };
    // A call whose answer was lost may come again late; what it recorded is then on record.
    if (isExpired && (await this.rehearse(keyed, caller)).rehearsal?.outcome !== 'ALREADY_RECORDED')
      return told('FAILED', {}, [CONFIRMING_REFUSED.CONFIRMATION_EXPIRED]);
    return this.record(keyed, caller);
  }

  private async record(input: Arguments, { actor, gone }: Caller): Promise<Told> {
    const { query, shape } = this.documentsFor(actor)?.mutation ?? { query: mutationOf(this.tool), shape: null };
    const asked = { query, operationName: null, variables: { input } };
    const { data = null, errors } = await this.answering.answer(asked, actor, gone);
    if (data === null || shape === null) return told('FAILED', {}, errorsTold(errors));
    const { recorded } = data as Recorded;
    const status = recorded.contact === null ? 'REFUSED' : recorded.replayed ? 'ALREADY_RECORDED' : 'RECORDED';
    return told(status, { recorded: marked(shape, data) }, errorsTold(errors));
  }

  /** What the mutation would answer and do. Its rights and its input are checked as if it were run. */
  private async rehearse(facts: Arguments, { actor, gone }: Caller) {
    const documents = this.documentsFor(actor);
    const mutation = { query: mutationOf(this.tool), operationName: null, variables: { input: facts } };
    const refused = this.answering.whyNot(mutation, actor);
    if (refused !== null || documents === null) return { rehearsal: null, errors: errorsTold(refused?.errors) };
    const { customerId, idempotencyKey: _, ...hypothetical } = facts;
    const { mutation: name, definition } = this.tool;
    const variables = {
      customerId,
      contact: { [name]: facts },
      contacts: [{ ...hypothetical, type: definition.type }],
    };
    const asked = { query: documents.rehearsal.query, operationName: null, variables };
    const { data = null, errors } = await this.answering.answer(asked, actor, gone);
    const { outcome } = (data as Rehearsed | null)?.rehearsal ?? { outcome: null };
    const rehearsal =
      data === null || outcome === null ? null : { outcome, told: marked(documents.rehearsal.shape, data) };
    return { rehearsal, errors: errorsTold(errors) };
  }

  /** Null if the role may not record it. */
  private documentsFor(actor: Actor): { readonly mutation: Fit; readonly rehearsal: Fit } | null {
    const mutation = this.fitting.fit(mutationOf(this.tool), actor);
    const rehearsal = mutation === null ? null : this.fitting.fit(rehearsalOf, actor);
    return mutation === null || rehearsal === null ? null : { mutation, rehearsal };
  }

  private inputSchema(): ObjectSchema {
    const type = this.fitting.schema.getType(mutationTypeName(this.tool.mutation, 'Input'));
    if (!isInputObjectType(type)) throw new RangeError(`${this.tool.mutation} has no input`);
    const { properties, ...schema } = objectSchema(
      Object.values(type.getFields()).filter(({ name }) => name !== 'idempotencyKey'),
    );
    return { ...schema, properties: { ...(properties as object), confirm: CONFIRM } };
  }
}

/** By the outcome of the dry run. */
const STATUS_OF: Readonly<Record<string, Status>> = {
  WOULD_BE_RECORDED: 'DRY_RUN',
  ALREADY_RECORDED: 'ALREADY_RECORDED',
  WOULD_BE_REFUSED: 'REFUSED',
};

const told = (status: Status, inner: object, errors: Parameters<typeof answerOf>[1]): Told =>
  answerOf({ status, dryRun: null, recorded: null, confirm: null, ...inner }, errors);
