import { Field, ID, ObjectType } from '@nestjs/graphql';
import { MODEL_STATES, type RegisteredModel } from '#trust';
import { UserError } from '../schema/user-error.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';
import { Allowed, READ } from '../edge/auth/rights.js';

const ModelStateEnum = registerEnum('ModelState', MODEL_STATES, 'What a model is used for.', {
  DRAFT: 'Not used yet; its document may still be replaced.',
  SHADOW: 'A candidate: assessed in parallel with the active model, shown only on request.',
  ACTIVE: 'It computes the scores of a segment, or of all segments that have no own model.',
  RETIRED: 'Kept for history. A model that was active before can be activated again at once.',
});

@Allowed(READ)
@ObjectType({ description: 'One activation of a model.' })
export class ModelActivation {
  @Field(() => String, {
    nullable: true,
    description: 'The segment; null for all segments that have no own model.',
  })
  readonly segment!: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When; null if it was active without an activation on record.',
  })
  readonly at!: number | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Who, from the token; `release` for the first start on an empty log; null if no activation is on record.',
  })
  readonly by!: string | null;
  @Field(() => String, { nullable: true, description: 'Why; null if no activation is on record.' })
  readonly reason!: string | null;
}

@Allowed(READ)
@ObjectType({ description: 'A versioned model that weighs evidence: it has every number behind the score.' })
export class TrustModel {
  constructor(private readonly registered: RegisteredModel) {}

  @Field(() => ID, { description: 'Name and version, such as "trust-beta/1".' })
  get id(): string {
    return this.registered.model.id;
  }

  @Field(() => ModelStateEnum, { description: 'What it is used for.' })
  get state(): string {
    return this.registered.state;
  }

  @Field(() => String, { description: 'What it is, in a sentence or two.' })
  get description(): string {
    return this.registered.model.document.description;
  }

  @Field(() => String, { description: 'The document: JSON as text.' })
  get document(): string {
    return JSON.stringify(this.registered.model.document, null, 2);
  }

  @Field(() => Boolean, { description: 'Whether it computes the scores of relationships without a segment.' })
  get isDefault(): boolean {
    return this.registered.activeFor.includes(null);
  }

  @Field(() => [String], { description: 'The segments that it was activated for and is still active for.' })
  get activeSegments(): readonly string[] {
    return this.registered.activeFor.filter((segment) => segment !== null);
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when it has been in shadow; null if it never was.',
  })
  get shadowSince(): number | null {
    return this.registered.shadowSince;
  }

  @Field(() => [ModelActivation], { description: 'All its activations, the earliest first.' })
  get activations(): readonly ModelActivation[] {
    return this.registered.activations.map(({ segment, fact }) => ({
      segment,
      at: fact?.recordedAt ?? null,
      by: fact?.recordedBy ?? null,
      reason: fact?.data.reason ?? null,
    }));
  }

  @Field(() => String, {
    nullable: true,
    description: 'Who drafted it, from the token; null if it comes with the release.',
  })
  get draftedBy(): string | null {
    return this.registered.drafted?.recordedBy ?? null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The reason given to `retireModel`; null if it was not retired that way.',
  })
  get retiredBecause(): string | null {
    return this.registered.retired?.data.reason ?? null;
  }
}

@Allowed(READ)
@ObjectType({ description: 'The result of a mutation of models.' })
export class ModelPayload {
  @Field(() => TrustModel, { nullable: true, description: 'The model now; null if nothing was recorded.' })
  readonly model!: TrustModel | null;
  @Field(() => String, {
    nullable: true,
    description: 'Log position that covers the change; null if nothing was recorded.',
  })
  readonly position!: string | null;
  @Field(() => Boolean, { description: 'True if nothing had to change, so this call added nothing.' })
  readonly replayed!: boolean;
  @Field(() => [UserError], { description: 'Why nothing was recorded; empty if it was.' })
  readonly userErrors!: readonly UserError[];
}
