import type { Actor } from '#access';
import type { Answering } from '../../edge/http/answering.js';
import { answerSchema, orNull } from '../documents/answer-schema.js';
import { argumentsSchema } from '../documents/arguments.js';
import type { Fit, Fitting } from '../documents/fitting.js';
import { marked } from '../documents/marked.js';
import type { Question } from './question.js';
import type { Arguments, Caller, Tool, ToolDescription } from './tool.js';
import { answerOf, errorsTold, toldSchema, type Told } from './told.js';

const LEFT_OUT = {
  type: 'array',
  items: { type: 'string' },
  description: 'Fields that the role of the token may not read; left out if there are none.',
};

/** A question as a tool: its document is run as at the GraphQL door, by the same rights, limits and costs. */
export class Asking implements Tool {
  constructor(
    private readonly question: Question,
    private readonly fitting: Fitting,
    private readonly answering: Answering,
    private readonly now: () => number,
  ) {}

  get name(): string {
    return this.question.name;
  }

  describe(actor: Actor): ToolDescription | null {
    const fit = this.fit(actor);
    if (fit === null) return null;
    const { name, title, says } = this.question;
    const inputSchema = argumentsSchema(fit.document, this.fitting.schema, this.said);
    const data = answerSchema(fit.shape);
    const outputSchema = toldSchema({ data: orNull(data), leftOut: LEFT_OUT }, ['data']);
    return { name, title, description: says, inputSchema, outputSchema, isReading: true };
  }

  async call(given: Arguments, { actor, gone }: Caller): Promise<Told> {
    const fit = this.fit(actor);
    const unknown = fit === null ? undefined : this.unknownIn(given, fit);
    if (unknown !== undefined)
      return answerOf({ data: null }, [
        { code: 'BAD_USER_INPUT', message: `${this.name} takes no argument ${JSON.stringify(unknown)}.` },
      ]);
    // Whoever may use nothing of it asks the whole document, and is refused as at the other doors.
    const query = fit?.query ?? this.question.document;
    const variables = { ...this.taken(), ...given };
    const { data = null, errors } = await this.answering.answer({ query, operationName: null, variables }, actor, gone);
    const told = fit === null || data === null ? null : marked(fit.shape, data);
    const leftOut = fit === null || fit.leftOut.length === 0 ? {} : { leftOut: fit.leftOut };
    return answerOf({ data: told, ...leftOut }, errorsTold(errors));
  }

  private fit(actor: Actor): Fit | null {
    return this.fitting.fit(this.question.document, actor);
  }

  /** GraphQL would ignore a variable that the document does not name. */
  private unknownIn(given: Arguments, fit: Fit): string | undefined {
    const { properties } = argumentsSchema(fit.document, this.fitting.schema, this.said);
    return Object.keys(given).find((name) => !Object.hasOwn(properties as object, name));
  }

  private taken(): Arguments {
    const now = this.now();
    return Object.fromEntries(this.defaults.map(([name, { at }]) => [name, at(now)]));
  }

  private get said(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.defaults.map(([name, { says }]) => [name, says]));
  }

  private get defaults() {
    return Object.entries(this.question.defaults ?? {});
  }
}
