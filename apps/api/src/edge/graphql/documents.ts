import { LRUCache } from 'lru-cache';
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Actor } from '#access';
import { apiError, coded, codeSaid, ERROR_CODES } from '../errors/codes.js';
import { costKey, costOf } from './cost.js';
import { CostBudget } from './cost-budget.js';
import type { DocumentSettings } from './document-settings.js';
import { forbidden, Guard, type RightsNeeded } from './guard.js';
import { extentRule, LIMITS } from './limits.js';
import { withPlace } from './place-of-value.js';
import { pageSizesIn, refusePageTooLarge, type PageSizes } from './page-size.js';

/** The errors of a request that was refused before anything ran; each has a code. */
export class RequestRefused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('the request was refused');
  }
}

/** What a request asks to run. */
export type Asked = {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
};

export type Operation = {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
};

type Known = {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
  readonly pageSizes: PageSizes;
  /** The costs that were counted, by operation and by what of the variables can change them. */
  readonly costs: Map<string, number>;
  /** By the name of the operation. */
  readonly needed: ReadonlyMap<string, RightsNeeded>;
};

/** Size of the cache of documents, in characters of their text. */
const CHARACTERS_REMEMBERED = 8_000_000;
/** Of one document. */
const COSTS_REMEMBERED = 100;

/** Parses documents, checks them against schema and limits, and caches the result: clients send the same few. */
export class Documents implements OnApplicationBootstrap {
  private readonly known = new LRUCache<string, Known>({
    maxSize: CHARACTERS_REMEMBERED,
    sizeCalculation: (_, query) => query.length + 1,
  });

  private readonly rules: readonly ValidationRule[];
  private guarding: Guard | null = null;
  private readonly budget: CostBudget | null;

  /** @param host holds the schema; reading it before the schema is built is an error */
  constructor(
    private readonly host: { readonly schema: GraphQLSchema },
    private readonly settings: DocumentSettings,
  ) {
    const ours = settings.isSchemaPublic ? [extentRule] : [extentRule, NoSchemaIntrospectionCustomRule];
    this.rules = [...specifiedRules, ...ours];
    this.budget = settings.maxCostPerMinute === null ? null : new CostBudget(settings.maxCostPerMinute);
  }

  /** A field that declares no right must stop the start, and not the first request. @throws Error that names the fields */
  onApplicationBootstrap(): void {
    void this.guard;
  }

  private get guard(): Guard {
    return (this.guarding ??= new Guard(this.host.schema));
  }

  /** @throws RequestRefused if the document, the requested operation or its variables cannot run, or the actor may not run it */
  operation({ query, operationName, variables }: Asked, actor: Actor): Operation {
    const known = this.read(query);
    const { document, errors, pageSizes, needed } = known;
    if (errors.length > 0) throw new RequestRefused(errors);
    const definition = getOperationAST(document, operationName);
    if (!definition) throw refusal(apiError('BAD_USER_INPUT', noOperation(document, operationName)));
    try {
      refusePageTooLarge(pageSizes, variables);
    } catch (error) {
      throw refusal(error as GraphQLError);
    }
    const rights = needed.get(definition.name?.value ?? '');
    if (rights === undefined) throw new Error('an operation whose rights are not known must not run');
    const refused = forbidden(rights, actor);
    if (refused.length > 0) throw new RequestRefused(refused);
    const unfit = this.unfitVariables(definition, variables);
    if (unfit.length > 0) throw new RequestRefused(unfit);
    const cost = this.costWithinLimit(known, definition, variables);
    const seconds = this.budget?.take(actor.identity, cost) ?? 0;
    if (seconds > 0) throw refusal(apiError('COST_SPENT', spent(cost, seconds)));
    return { document, definition };
  }

  private unfitVariables(definition: OperationDefinitionNode, variables: Asked['variables']): readonly GraphQLError[] {
    const { variableDefinitions = [] } = definition;
    const options = { hideSuggestions: !this.settings.isSchemaPublic };
    const { errors = [] } = getVariableValues(this.host.schema, variableDefinitions, variables, options);
    return errors.map((error) => coded(error, 'BAD_USER_INPUT'));
  }

  private costWithinLimit(
    { document, costs }: Known,
    definition: OperationDefinitionNode,
    variables: Asked['variables'],
  ): number {
    const key = `${definition.name?.value ?? ''} ${costKey(variables)}`;
    const cost = costs.get(key) ?? costOf(this.host.schema, document, definition, variables);
    if (costs.size >= COSTS_REMEMBERED) costs.clear();
    costs.set(key, cost);
    const { maxCost } = this.settings;
    if (cost > maxCost) throw refusal(apiError('QUERY_TOO_COSTLY', tooCostly(cost, maxCost)));
    return cost;
  }

  private read(query: string): Known {
    const known = this.known.get(query);
    if (known !== undefined) return known;
    const document = parsed(query);
    const options = { hideSuggestions: !this.settings.isSchemaPublic };
    const found = validate(this.host.schema, document, this.rules, options);
    const errors = found.map((error) =>
      codeSaid(error) === 'BAD_USER_INPUT' ? withPlace(error, document) : coded(error, 'GRAPHQL_VALIDATION_FAILED'),
    );
    const needed = errors.length > 0 ? new Map<string, RightsNeeded>() : this.guard.neededBy(document);
    const read = { document, errors, pageSizes: pageSizesIn(document), costs: new Map<string, number>(), needed };
    this.known.set(query, read);
    return read;
  }
}

const refusal = (error: GraphQLError) => new RequestRefused([error]);

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const isTooLong = error.message.includes('tokens. Parsing aborted');
    const { message, source, positions } = error;
    const extensions = { code: isTooLong ? 'TOO_MANY_TOKENS' : 'GRAPHQL_PARSE_FAILED' };
    throw refusal(new GraphQLError(message, { source, positions, extensions }));
  }
}

function noOperation(document: DocumentNode, operationName: string | null): string {
  if (operationName !== null) return `The document has no operation named "${operationName}".`;
  const count = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length;
  return count === 0
    ? 'The document has no operation.'
    : 'The document has several operations; name one in operationName.';
}

const spent = (cost: number, seconds: number): string =>
  `The caller has asked for more within a minute than the server allows. This operation costs ${cost}: ask again in ${seconds} seconds.`;

const tooCostly = (cost: number, most: number): string =>
  `${ERROR_CODES.QUERY_TOO_COSTLY.says} It costs ${Number.isFinite(cost) ? cost : 'too much to count'}; the limit is ${most}.`;
