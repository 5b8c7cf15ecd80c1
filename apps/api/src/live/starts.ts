import { Injectable } from '@nestjs/common';
import { Vantages } from '../clocks/vantages.js';
import { apiError } from '../edge/errors/codes.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { AssessedChanges } from './assessed-changes.js';
import { cursorAt, cursorOf, type Cursor } from './cursor.js';
import { RecordedFacts, type Reader } from './recorded-facts.js';
import { Replays } from './replays.js';

/** A subscription that has begun, and what ends it. */
export type Begun = { readonly reader: Reader; readonly end: () => void };

/** Where subscriptions start, and how many of them may read what is past. */
@Injectable()
export class Starts {
  constructor(
    private readonly facts: RecordedFacts,
    private readonly changes: AssessedChanges,
    private readonly vantages: Vantages,
    private readonly replays: Replays,
  ) {}

  /**
   * Checked before the subscription starts, so that an error is the answer to the request.
   * @param said by the document; left out: from now on. A caller that comes back says more than the document
   * @throws GraphQLError BAD_USER_INPUT, STORE_UNAVAILABLE
   */
  async after(said: string | null | undefined, { resumeAfter }: RequestContext): Promise<Cursor> {
    const text = resumeAfter ?? said;
    if (text == null) return cursorAt(this.facts.present);
    const cursor = cursorOf(text);
    if (cursor === null)
      throw apiError('BAD_USER_INPUT', `after must be a cursor, as it was sent, or a log position; "${text}" is none.`);
    const { position, ordinal, gathered } = cursor;
    for (const each of [gathered?.after, position, gathered?.upTo])
      if (each !== undefined) await this.vantages.start(each.toString());
    if (ordinal !== null && this.changes.activationAt(position) === null)
      throw apiError('BAD_USER_INPUT', `after "${text}" is no cursor of this log: no model changed at ${position}.`);
    return cursor;
  }

  /**
   * @param said by the document; left out: it reads nothing that was recorded before
   * @throws GraphQLError TOO_MANY_REPLAYS
   */
  begin(
    said: string | null | undefined,
    { gone: socket, resumeAfter, wasAtPresent }: Pick<RequestContext, 'gone' | 'resumeAfter' | 'wasAtPresent'>,
  ): Begun {
    const ended = new AbortController();
    const isReplay = socket !== null && (resumeAfter ?? said) != null && !wasAtPresent;
    const atPresent = isReplay ? this.replays.begin(socket) : () => undefined;
    ended.signal.addEventListener('abort', atPresent);
    const reader = { signal: ended.signal, atPresent, whose: socket ?? this, wasAtPresent };
    return { reader, end: () => ended.abort() };
  }
}
