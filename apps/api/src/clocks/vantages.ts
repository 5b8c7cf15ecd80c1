import { Injectable } from '@nestjs/common';
import { EventStore, PositionUnknown } from '#event-store';
import { ModelLog } from '#model-log';
import { LONGEST_WAIT_FOR_VIEWS_MS, Projector, type Vantage } from '#read-models';
import { toMs } from '#relationship';
import { apiError } from '../edge/errors/codes.js';
import type { VantageArgs } from './vantage-args.js';

/** The present. */
export const NOW: Vantage = { asOf: null, knownAt: null, position: null, model: null };

/** Positions are numbers in the views, so at most 15 digits are exact. */
const POSITION = /^\d{1,15}$/;

/** Turns the time and model arguments of a query into a vantage: the point that it is answered from. */
@Injectable()
export class Vantages {
  constructor(
    private readonly models: ModelLog,
    private readonly projector: Projector,
    private readonly store: EventStore,
  ) {}

  /** @throws GraphQLError BAD_USER_INPUT, MODEL_UNKNOWN, STORE_UNAVAILABLE */
  async of({ asOf, knownAt, knownAtPosition, model }: VantageArgs): Promise<Vantage> {
    if (knownAt != null && knownAtPosition != null)
      throw apiError('BAD_USER_INPUT', 'Give either knownAt or knownAtPosition, not both.');
    if (model != null && this.models.registry.find(model) === null)
      throw apiError('MODEL_UNKNOWN', `No model has the id "${model}"; the query \`models\` lists all models.`);
    return {
      asOf: asOf == null ? null : toMs(asOf),
      knownAt: knownAt == null ? null : toMs(knownAt),
      position: knownAtPosition == null ? null : await this.position(knownAtPosition, 'knownAtPosition'),
      model: model ?? null,
    };
  }

  /**
   * A position to read the log from, which the views have reached. Read here once, before the subscription starts: an error
   * can be reported now, as the answer to the request.
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
        'This log has no event at the position `after`; send a cursor of this log, or "0".',
      );
    }
    return after;
  }

  /**
   * A position that the views have reached. @param argument its name in the query, for the message
   * @throws GraphQLError BAD_USER_INPUT, STORE_UNAVAILABLE
   */
  async position(text: string, argument = 'after'): Promise<bigint> {
    if (!POSITION.test(text))
      throw apiError('BAD_USER_INPUT', `${argument} must be a log position: a number of 1 to 15 digits.`);
    const position = BigInt(text);
    if (position <= this.projector.position) return position;
    if (position > ((await this.store.head()) ?? 0n))
      throw apiError('BAD_USER_INPUT', `${argument} ${text} is beyond the end of the log.`);
    if (!(await this.projector.waitFor(position, LONGEST_WAIT_FOR_VIEWS_MS)))
      throw apiError('STORE_UNAVAILABLE', `The views have not reached ${argument} ${text} yet; retry in a second.`);
    return position;
  }
}
