import { Injectable } from '@nestjs/common';
import { EventStore, PositionUnknown } from '#event-store';
import { ModelLog } from '#model-log';
import { LONGEST_WAIT_FOR_VIEWS_MS, Projector, type Vantage } from '#read-models';
import { toMs } from '#relationship';
import { apiError } from '../edge/errors/codes.js';
import type { VantageArgs } from './vantage-args.js';

/** The present. */
export const NOW: Vantage = { asOf: null, knownAt: null, position: null, model: null };

/** Positions are numbers in the views. */
const POSITION = /^\d{1,15}$/;

/** Reads from where a question is asked. */
@Injectable()
export class Vantages {
  constructor(
    private readonly models: ModelLog,
    private readonly projector: Projector,
    private readonly store: EventStore,
  ) {}

  /** @throws GraphQLError BAD_USER_INPUT, MODEL_UNKNOWN */
  async of({ asOf, knownAt, knownAtPosition, model }: VantageArgs): Promise<Vantage> {
    if (knownAt != null && knownAtPosition != null)
      throw apiError('BAD_USER_INPUT', 'Give either knownAt or knownAtPosition, not both.');
    if (model != null && this.models.registry.find(model) === null)
      throw apiError('MODEL_UNKNOWN', 'There is no model of this id; `models` lists those there are.');
    return {
      asOf: asOf == null ? null : toMs(asOf),
      knownAt: knownAt == null ? null : toMs(knownAt),
      position: knownAtPosition == null ? null : await this.position(knownAtPosition, 'knownAtPosition'),
      model: model ?? null,
    };
  }

  /**
   * A position that the views have reached and that the log is read on from: tried now, while it can still be said.
   * @throws GraphQLError BAD_USER_INPUT, STORE_UNAVAILABLE
   */
  async start(text: string): Promise<bigint> {
    const after = await this.position(text);
    try {
      for await (const _ of this.store.readAll({ after, limit: 1 })) break;
    } catch (error) {
      if (!(error instanceof PositionUnknown)) throw error;
      throw apiError(
        'BAD_USER_INPUT',
        'No event of this log stands at `after`; a cursor of this log is good, and "0".',
      );
    }
    return after;
  }

  /**
   * A position that the views have reached. @param argument what the caller names it
   * @throws GraphQLError BAD_USER_INPUT, STORE_UNAVAILABLE
   */
  async position(text: string, argument = 'after'): Promise<bigint> {
    if (!POSITION.test(text)) throw apiError('BAD_USER_INPUT', `${argument} is not a position of the log.`);
    const position = BigInt(text);
    if (position <= this.projector.position) return position;
    if (position > ((await this.store.head()) ?? 0n))
      throw apiError('BAD_USER_INPUT', `${argument} lies beyond the end of the log.`);
    if (!(await this.projector.waitFor(position, LONGEST_WAIT_FOR_VIEWS_MS)))
      throw apiError('STORE_UNAVAILABLE', 'The views are too far behind the log to say; try again.');
    return position;
  }
}
