import type { KeyRing } from '#contact-log';
import { ColleagueLog, ContactLog } from '#contact-log';
import { LogClock } from '#deployment';
import type { EventStore, Pause } from '#event-store';
import { ModelLog } from '#model-log';
import {
  ALWAYS_LEADER,
  Projector,
  RelationshipViews,
  Snapshots,
  Views,
  Watcher,
  type ViewsDatabase,
} from '#read-models';
import { NO_HOLIDAYS } from '#relationship';
import { AssessedChanges } from '../../apps/api/src/live/assessed-changes.js';
import { RelationshipsConcerned } from '../../apps/api/src/live/concerned.js';
import { RecordedFacts } from '../../apps/api/src/live/recorded-facts.js';
import { TrustChanges } from '../../apps/api/src/live/trust-changes.js';
import type { Metrics } from '../../apps/api/src/edge/metrics/metrics.js';
import { RecordContactHandler } from '../../apps/api/src/recording/record-contact.js';
import { Recording } from '../../apps/api/src/recording/recording.js';
import { Relationships } from '../../apps/api/src/relationships/relationships.js';
import { Visibility } from '../../apps/api/src/visibility/visibility.js';
import { NOTHING_PLANTED, type Planted } from './planted.js';

/** What a process is given: its stores, and the time. */
export type NodeStores = {
  readonly store: EventStore;
  readonly keys: KeyRing;
  readonly db: ViewsDatabase;
  /** Milliseconds since the epoch: the clock that somebody may set, and the one that nobody sets. */
  readonly now: () => number;
  readonly steady: (() => number) | null;
  readonly pause: Pause;
};

const CLOCK = { toleranceMs: 60_000, mayGoBack: false };
const NO_METRICS = { refused: () => undefined } as unknown as Metrics;

/** The real parts of one process, put together as a server does. */
export class Node {
  readonly clock: LogClock;
  readonly models: ModelLog;
  readonly log: ContactLog;
  readonly views: RelationshipViews;
  readonly projector: Projector;
  readonly watcher: Watcher;
  readonly handler: RecordContactHandler;
  readonly facts: RecordedFacts;
  readonly changes: TrustChanges;

  constructor(
    readonly stores: NodeStores,
    planted: Planted = NOTHING_PLANTED,
  ) {
    const { store, keys, db, now, steady, pause } = stores;
    this.clock = new LogClock({ now, steady }, CLOCK);
    const clock = this.clock;
    const { toRecord } = clock;
    const recorded = planted.recordingStore?.(store) ?? store;
    this.models = new ModelLog(store, { minShadowMs: 0 }, toRecord, NO_HOLIDAYS);
    const models = this.models;
    this.log = new ContactLog(recorded, keys, toRecord, () => models.activateOnEmptyLog());
    const log = this.log;
    this.views = new RelationshipViews(db, planted.timelines?.(log, clock.now) ?? log, models, clock.now);
    const followed = planted.followedStore?.(store) ?? store;
    this.projector = new Projector(followed, db, this.views, models, ALWAYS_LEADER, pause);
    const projector = this.projector;
    this.watcher = new Watcher(log, db, this.views, models, clock.now, () => 0);
    const visibility = new Visibility(
      new ColleagueLog(store, keys, toRecord),
      new Views(db, log, this.views),
      log,
      clock,
    );
    this.handler = new RecordContactHandler(log, new Recording(projector, NO_METRICS), visibility);
    const snapshots = new Snapshots({ db, log, models, now: clock.now });
    const relationships = new Relationships(log, clock, models, snapshots, projector);
    this.facts = new (planted.facts ?? RecordedFacts)(store, projector);
    const assessed = new AssessedChanges(log, models, relationships);
    const concerned = new RelationshipsConcerned(new Views(db, log, this.views));
    this.changes = new TrustChanges(this.facts, assessed, concerned, visibility);
  }

  /** As a server starts. @param interrupted told of each failure of the projector */
  async start(interrupted: (error: unknown) => void): Promise<void> {
    await this.models.read();
    this.projector.start(interrupted);
  }
}
