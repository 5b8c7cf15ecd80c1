import { CommandBus } from '@nestjs/cqrs';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { isRefused, readForm } from '#contact-log';
import { ModelLog } from '#model-log';
import { ID_MAX_LENGTH, type Fields, type Refusal } from '#relationship';
import { refuseModel, type ModelFact, type ModelFactType, type ModelRefusalCode } from '#trust';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { ChangeModel } from './change-model.js';
import {
  ACTIVATE,
  ActivateModelInput,
  DRAFT,
  DraftModelInput,
  RELEASE,
  ReleaseModelInput,
  RETIRE,
  RetireModelInput,
  SHADOW,
  ShadowModelInput,
} from './model-forms.js';
import { ModelPayload, TrustModel } from './model.type.js';
import { tokenOf } from '../edge/graphql/read-position.js';
import { Allowed, ADMINISTER, READ } from '../edge/auth/rights.js';

const NOTHING = { model: null, position: null, replayed: false };

@Resolver(() => TrustModel)
export class ModelsResolver {
  constructor(
    private readonly registered: ModelLog,
    private readonly commands: CommandBus,
  ) {}

  @Allowed(READ)
  @Query(() => [TrustModel], { description: 'All trust models, the active ones first.' })
  models(): readonly TrustModel[] {
    return this.registered.registry.all().map((each) => new TrustModel(each));
  }

  @Allowed(ADMINISTER)
  @Mutation(() => ModelPayload, {
    description: 'Adds a model as a draft. While it is a draft, another call with the same id replaces it.',
  })
  draftModel(
    @Args('input', { type: () => DraftModelInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<ModelPayload> {
    return this.change('ModelDrafted', ['DraftModelInput', DRAFT], input, context, drafted);
  }

  @Allowed(ADMINISTER)
  @Mutation(() => ModelPayload, {
    description:
      'Puts a draft into shadow: from now on it is assessed in parallel with the active model, and its document is final.',
  })
  shadowModel(
    @Args('input', { type: () => ShadowModelInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<ModelPayload> {
    return this.change('ModelShadowed', ['ShadowModelInput', SHADOW], input, context);
  }

  @Allowed(ADMINISTER)
  @Mutation(() => ModelPayload, {
    description:
      'Makes a model active: from now on it computes the scores. It must have been in shadow for long enough, or active before. The model that it replaces is retired.',
  })
  activateModel(
    @Args('input', { type: () => ActivateModelInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<ModelPayload> {
    return this.change('ModelActivated', ['ActivateModelInput', ACTIVATE], input, context);
  }

  @Allowed(ADMINISTER)
  @Mutation(() => ModelPayload, {
    description: 'Ends the own model of a segment: the default model computes its scores again.',
  })
  releaseModel(
    @Args('input', { type: () => ReleaseModelInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<ModelPayload> {
    return this.change('ModelReleased', ['ReleaseModelInput', RELEASE], input, context);
  }

  @Allowed(ADMINISTER)
  @Mutation(() => ModelPayload, { description: 'Retires a draft or a candidate.' })
  retireModel(
    @Args('input', { type: () => RetireModelInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<ModelPayload> {
    return this.change('ModelRetired', ['RetireModelInput', RETIRE], input, context);
  }

  private async change<T extends ModelFactType>(
    type: T,
    [name, fields]: readonly [string, Fields],
    input: object,
    { actor, correlationId }: RequestContext,
    read: (facts: Facts) => ModelFact<T>['data'] | ModelRefusals = (facts) => facts as ModelFact<T>['data'],
  ): Promise<ModelPayload> {
    const checked = readForm(name, fields, input);
    if (isRefused(checked)) return { ...NOTHING, userErrors: checked };
    const data = read(checked.facts);
    if (isRefused(data)) return { ...NOTHING, userErrors: data };
    const { recorded, refusals } = await this.commands.execute(new ChangeModel(type, data, actor, correlationId));
    if (recorded === null) return { ...NOTHING, userErrors: refusals };
    const { registry, position, replayed } = recorded;
    const found = registry.find(data.modelId);
    const model = found === null ? null : new TrustModel(found);
    return { model, position: tokenOf(position), replayed, userErrors: [] };
  }
}

type Facts = Readonly<Record<string, unknown>>;
type ModelRefusals = readonly Refusal<ModelRefusalCode>[];

/** Checks only that the document is JSON with an id; the registry checks the rest. */
function drafted({ document: text }: Facts): ModelFact<'ModelDrafted'>['data'] | ModelRefusals {
  try {
    const document = JSON.parse(text as string) as ModelFact<'ModelDrafted'>['data']['document'] | null;
    const named = readForm('ModelIdOfDocument', SHADOW, { modelId: document?.id });
    if (!isRefused(named) && document !== null && document.id === document.id.trim())
      return { modelId: document.id, document };
    const wanted = `The document must be a JSON object with an id of at most ${ID_MAX_LENGTH} printable characters.`;
    return [refuseModel('MODEL_INVALID', 'document.id', wanted)];
  } catch {
    return [refuseModel('MODEL_INVALID', 'document', 'The document must be JSON.')];
  }
}
