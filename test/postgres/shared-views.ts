import { sql } from 'kysely';
import { ContactLog, KeyRing } from '#contact-log';
import { MemoryEventStore, type EventStore, type FollowOptions, type Position } from '#event-store';
import {
  openPostgresViews,
  PostgresLease,
  Projector,
  RelationshipViews,
  type Lease,
  type ViewsDatabase,
} from '#read-models';
import { ModelLog } from '#model-log';
import { databaseNamed, PostgresServer } from '../kit/postgres.js';
import { until } from '../kit/until.js';

const TABLES = ['checkpoint', 'contacts', 'relationships', 'standings', 'obligations'];
/** So that what depends on the time is the same whoever writes it. */
const NOW = Date.UTC(2026, 5, 1);

/** What one server process has of the log and the views that it shares with others. */
export type Member = {
  readonly log: ContactLog;
  readonly models: ModelLog;
  readonly projector: Projector;
  readonly relationships: RelationshipViews;
  readonly db: ViewsDatabase;
  /** Positions that listeners were told of, in order. */
  readonly heard: Position[];
  readonly failures: unknown[];
  /** From then on it hears of everything. */
  readonly isFollowing: () => boolean;
};

/** A log, and views in Postgres that several members fill and read. */
export class SharedViews {
  private readonly members: Member[] = [];

  private constructor(
    private readonly server: PostgresServer,
    private readonly name: string,
    readonly url: string,
    readonly store: EventStore,
    private readonly keys: KeyRing,
  ) {}

  static async make(store: EventStore = new MemoryEventStore(), keys = new KeyRing(':memory:')): Promise<SharedViews> {
    const server = await PostgresServer.shared();
    const name = databaseNamed(`${process.pid} ${performance.now()}`);
    return new SharedViews(server, name, await server.createDatabase(name), store, keys);
  }

  /** @param lease left out: as a server's @param wrap what the member sees in place of its rows */
  async join(
    lease: Lease = new PostgresLease(this.url),
    wrap: (relationships: RelationshipViews) => RelationshipViews = (relationships) => relationships,
  ): Promise<Member> {
    const db = await openPostgresViews(this.url);
    const log = new ContactLog(this.store, this.keys, () => NOW);
    const models = new ModelLog(this.store, { minShadowMs: 0 }, () => NOW);
    await models.read();
    const relationships = wrap(new RelationshipViews(db, log, models, () => NOW));
    let isFollowing = false;
    const store = Object.assign(Object.create(this.store) as EventStore, {
      follow: (options: FollowOptions) => {
        isFollowing = true;
        return this.store.follow(options);
      },
    });
    const projector = new Projector(store, db, relationships, models, lease);
    const heard: Position[] = [];
    projector.onCommitted((contacts) => heard.push(...contacts.map(({ position }) => position)));
    const member = {
      log,
      models,
      projector,
      relationships,
      db,
      heard,
      failures: [] as unknown[],
      isFollowing: () => isFollowing,
    };
    this.members.push(member);
    return member;
  }

  async start(lease?: Lease, wrap?: (relationships: RelationshipViews) => RelationshipViews): Promise<Member> {
    const member = await this.join(lease, wrap);
    member.projector.start((error) => {
      if (member.projector.stuckOn === 'projection fails') member.failures.push(error);
    }, 3);
    await until(member.isFollowing);
    return member;
  }

  /** Records contacts with several customers, some of them late. @returns the position of the last */
  async record({ log }: Member, contacts: number): Promise<Position> {
    let last: Position = 0n;
    for (let i = 0; i < contacts; i += 1) {
      const customerId = `customer-${i % 7}`;
      const isFirst = (await log.timelineOf(customerId)) === null;
      const { recorded, refusals } = await log.record({
        type: isFirst ? 'RelationshipOpened' : 'CheckInHeld',
        input: { customerId, occurredAt: new Date(NOW - 86_400_000 * (isFirst ? 90 : 1 + (i % 50))).toISOString() },
        recordedBy: 'test',
        correlationId: 'test',
      });
      expect(refusals).toEqual([]);
      last = recorded?.position ?? last;
    }
    return last;
  }

  /** Every row, of every table. */
  async rows(db: ViewsDatabase): Promise<unknown> {
    const all: unknown[] = [];
    for (const table of TABLES) all.push((await sql`select * from ${sql.table(table)} order by 1, 2`.execute(db)).rows);
    return all;
  }

  /** What one projector alone makes of the log. */
  async rowsOfOne(): Promise<unknown> {
    const alone = await SharedViews.make(this.store, this.keys);
    try {
      const { projector, relationships, db } = await alone.join();
      await projector.catchUp();
      await relationships.refresh();
      return await this.rows(db);
    } finally {
      await alone.dispose();
    }
  }

  async dispose(): Promise<void> {
    await Promise.all(this.members.map(({ projector }) => projector.stop()));
    await Promise.all(this.members.map(({ db }) => db.destroy()));
    await this.server.dropDatabase(this.name);
  }
}
