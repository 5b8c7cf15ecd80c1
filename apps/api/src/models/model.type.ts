import { Field, ID, ObjectType } from '@nestjs/graphql';
import { MODEL_STATES, type RegisteredModel } from '#trust';
import { UserError } from '../schema/user-error.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';

const ModelStateEnum = registerEnum('ModelState', MODEL_STATES, 'What a model is used for.', {
  DRAFT: 'Written down, not used yet; may still be written down anew.',
  SHADOW: 'A candidate: assessed beside the active model, shown only to those who ask for it.',
  ACTIVE: 'One that scores are read by: of a segment, or of all without a model of their own.',
  RETIRED: 'Kept for history. One that was active can be made active again at once.',
});

@ObjectType({ description: 'That a model was made the one scores are read by.' })
export class ModelActivation {
  @Field(() => String, {
    nullable: true,
    description: 'The segment; null where all without a model of their own are meant.',
  })
  readonly segment!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When; null where it was so from the beginning.' })
  readonly at!: number | null;
  @Field(() => String, { nullable: true, description: 'Who, from the token; null where it was so from the beginning.' })
  readonly by!: string | null;
  @Field(() => String, { nullable: true, description: 'Why; null where it was so from the beginning.' })
  readonly reason!: string | null;
}

@ObjectType({ description: 'A way to weigh evidence: every number of the score, versioned.' })
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

  @Field(() => Boolean, { description: 'Whether scores of relationships without a segment are read by it.' })
  get isDefault(): boolean {
    return this.registered.activeFor.includes(null);
  }

  @Field(() => [String], { description: 'The segments for which it was made active and still is.' })
  get activeSegments(): readonly string[] {
    return this.registered.activeFor.filter((segment) => segment !== null);
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when it has been assessed beside the active one; null where it never was.',
  })
  get shadowSince(): number | null {
    return this.registered.shadowSince;
  }

  @Field(() => [ModelActivation], { description: 'Every time it was made active, the earliest first.' })
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
    description: 'Who wrote it down, from the token; null where it comes with the release.',
  })
  get draftedBy(): string | null {
    return this.registered.drafted?.recordedBy ?? null;
  }

  @Field(() => String, { nullable: true, description: 'Why it was given up; null where it was not.' })
  get retiredBecause(): string | null {
    return this.registered.retired?.data.reason ?? null;
  }
}

@ObjectType({ description: 'What became of a change of models.' })
export class ModelPayload {
  @Field(() => TrustModel, { nullable: true, description: 'The model now; null where nothing was recorded.' })
  readonly model!: TrustModel | null;
  @Field(() => String, {
    nullable: true,
    description: 'Log position that covers the change; null where nothing was recorded.',
  })
  readonly position!: string | null;
  @Field(() => Boolean, { description: 'Whether things were so before this call, which then added nothing.' })
  readonly replayed!: boolean;
  @Field(() => [UserError], { description: 'Why nothing was recorded; empty where it was.' })
  readonly userErrors!: readonly UserError[];
}
