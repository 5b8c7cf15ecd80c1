import { Injectable } from '@nestjs/common';
import { ADMIN, type Actor } from '#access';
import { ContactLog } from '#contact-log';
import { mappedContacts, recordContacts, Tally, type Recorder, type RowProblem, type WaitingRequest } from '#intake';
import { declares, type Timeline } from '#relationship';
import type { SourceRow } from '#source';
import { Clock } from '../deployment/clock.js';
import { Audit } from '../edge/audit/audit.js';
import { handOverAllowed } from '../recording/hand-over-allowed.js';
import { retractionAllowed } from '../recording/retraction-allowed.js';
import { rightToRecord } from '../recording/right-to-record.js';
import { Sight } from '../visibility/sight.js';
import { Visibility } from '../visibility/visibility.js';
import type { ServedInbox } from './inboxes.js';

export type InboxOutcome = {
  readonly bad: number;
  readonly refused: number;
  /** What was bad or refused; it may quote the request. */
  readonly reason: string;
};

const MOST_PROBLEMS_SAID = 10;

/** Records the contacts of a request, as its inbox: an actor of its own, with a role. */
@Injectable()
export class InboxRecording {
  constructor(
    private readonly log: ContactLog,
    private readonly visibility: Visibility,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws as `ContactLog.recordAll` */
  async record(
    served: ServedInbox,
    request: WaitingRequest,
    rows: readonly SourceRow[],
    signal: AbortSignal,
  ): Promise<InboxOutcome> {
    const { source } = served;
    const problems: RowProblem[] = [];
    const tally = new Tally((problem) => problems.push(problem));
    const actor = actorOf(served);
    const recorder = this.recorderOf(actor, await this.sightOf(actor), request);
    const progress = { begin: () => undefined, reach: () => undefined };
    await recordContacts(mappedContacts(source, rows), {
      log: this.log,
      recorder,
      memory: null,
      tally,
      progress,
      signal,
    });
    const { contactsWritten } = tally.summary(0);
    // What says something of an erased customer is not kept.
    const kept = problems.filter(({ outcome, code }) => outcome !== 'cut' && code !== 'CUSTOMER_ERASED');
    const of = (outcome: RowProblem['outcome']) => kept.filter((each) => each.outcome === outcome).length;
    const [customerId = null, ...others] = new Set(rows.map((row) => row.customerId));
    if (contactsWritten > 0) this.audit.recorded(actor, `inbox/${source.id}`, others.length === 0 ? customerId : null);
    return { bad: of('bad'), refused: of('refused'), reason: reasonOf(kept) };
  }

  /** Without a team an inbox records with everybody's relationships, also where there are teams. */
  private async sightOf(actor: Actor): Promise<Sight> {
    return actor.team === null ? new Sight(null, this.clock.now()) : this.visibility.of(actor);
  }

  private recorderOf(actor: Actor, sight: Sight, { id }: WaitingRequest): Recorder {
    return {
      correlationId: actor.identity,
      identityOf: () => actor.identity,
      // A mapping that was cut off gives the same rows again, in the same order.
      keyOf: ({ row }) => `${actor.identity}:${id}:${row}`,
      refusalOf: (type) =>
        rightToRecord(type).has(actor) ? null : `an inbox with the role ${actor.role} may not record ${type}`,
      rightsFor: (type) => ({
        sees: (timeline: Timeline) => sight.mayRecordOn(timeline),
        mayChange: handOverAllowed(actor, sight, declares(type, 'retracts') ? 'contactId' : 'owner'),
        mayRetract: retractionAllowed(actor),
      }),
      mayBackdate: false,
    };
  }
}

const actorOf = ({ source, inbox }: ServedInbox): Actor => ({
  ...ADMIN,
  identity: `inbox:${source.id}`,
  role: inbox.role,
  team: inbox.team,
});

const reasonOf = (problems: readonly RowProblem[]): string =>
  [
    ...problems
      .slice(0, MOST_PROBLEMS_SAID)
      .map(({ row, code, reason }) => `row ${row ?? ''}: ${code === null ? '' : `${code}: `}${reason}`),
    ...(problems.length > MOST_PROBLEMS_SAID ? [`and ${problems.length - MOST_PROBLEMS_SAID} more`] : []),
  ].join('\n');
