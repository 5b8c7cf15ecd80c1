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

const NOTHING = { model: null, position: null, replayed: false };

@Resolver(() => TrustModel)
export class ModelsResolver {
  constructor(
    private readonly registered: ModelLog,
    private readonly commands: CommandBus,
  ) {}

  @Query(() => [TrustModel], { description: 'The models that evidence can be weighed by, the active ones first.' })
  models(): readonly TrustModel[] {
    return this.registered.registry.all().map((each) => new TrustModel(each));
  }

  @Mutation(() => ModelPayload, {
    description: 'A model is written down. As long as it is a draft it may be written down anew under its id.',
  })
  draftModel(
    @Args('input', { type: () => DraftModelInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<ModelPayload> {
    return this.change('ModelDrafted', ['DraftModelInput', DRAFT], input, context, drafted);
  }

  @Mutation(() => ModelPayload, {
    description: 'A draft is assessed beside the active model from now on; its document is final.',
  })
  shadowModel(
    @Args('input', { type: () => ShadowModelInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<ModelPayload> {
    return this.change('ModelShadowed', ['ShadowModelInput', SHADOW], input, context);
  }

  @Mutation(() => ModelPayload, {
    description:
      'Scores are read by the model from now on. It must have been in shadow for long enough, or active before; the one it takes the place of is retired.',
  })
  activateModel(
    @Args('input', { type: () => ActivateModelInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<ModelPayload> {
    return this.change('ModelActivated', ['ActivateModelInput', ACTIVATE], input, context);
  }

  @Mutation(() => ModelPayload, {
    description: 'The segment has no model of its own any more: its scores are read by the one of all again.',
  })
  releaseModel(
    @Args('input', { type: () => ReleaseModelInput }) input: object,
    @Context() context: RequestContext,
  ): Promise<ModelPayload> {
    return this.change('ModelReleased', ['ReleaseModelInput', RELEASE], input, context);
  }

  @Mutation(() => ModelPayload, { description: 'A draft or a candidate is given up.' })
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

/** What is in the document is judged with the registry; here it only must be JSON that names a model by an id. */
function drafted({ document: text }: Facts): ModelFact<'ModelDrafted'>['data'] | ModelRefusals {
  try {
    const document = JSON.parse(text as string) as ModelFact<'ModelDrafted'>['data']['document'] | null;
    const named = readForm('ModelIdOfDocument', SHADOW, { modelId: document?.id });
    if (!isRefused(named) && document !== null && document.id === document.id.trim())
      return { modelId: document.id, document };
    const wanted = `The document is an object with an id of at most ${ID_MAX_LENGTH} printable characters.`;
    return [refuseModel('MODEL_INVALID', 'document.id', wanted)];
  } catch {
    return [refuseModel('MODEL_INVALID', 'document', 'The document is not JSON.')];
  }
}
