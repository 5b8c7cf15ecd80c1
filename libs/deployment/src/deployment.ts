import type { KeyObject } from 'node:crypto';
import type { Access } from '#access';
import { AlertLog } from '#alerting';
import { ColleagueLog, ContactLog, NeedLog } from '#contact-log';
import { newestIn, type EventStore } from '#event-store';
import {
  Forecasts,
  Snapshots,
  SnapshotsInWorkers,
  noteCalendar,
  Projector,
  RelationshipViews,
  StressDesk,
  Views,
  type ViewsDatabase,
  Watcher,
  whileClosed,
} from '#read-models';
import { ModelLog } from '#model-log';
import { DAY_MS } from '#relationship';
import { calendarOf } from './calendar.js';
import { customersWithoutKey, type WithoutKey } from './customers-without-key.js';
import { fillingIn } from './fill-snapshots.js';
import { inboxFile } from './inbox-file.js';
import { LogClock, MACHINE_CLOCKS, type Clocks } from './log-clock.js';
import { needIndex } from './need-index.js';
import { replayErasures, type ErasedAgain } from './replay-erasures.js';
import { takeRebuiltViews } from './rebuilt-views.js';
import { rehearsing } from './rehearsing.js';
import { openStores, type WhyRebuilt } from './open-stores.js';
import {
  DEFAULT_CLOCK_TOLERANCE_SECONDS,
  DEFAULT_MIN_SHADOW_DAYS,
  type StorageSettings,
} from './settings/storage-settings.js';

/** The opened stores, logs and views of one process. */
export type Deployment = {
  readonly store: EventStore;
  readonly log: ContactLog;
  /** The needs register. A server calls its `resume` once the projector runs. */
  readonly needs: NeedLog;
  /** The register of colleagues. */
  readonly colleagues: ColleagueLog;
  /** The endpoints and rules of alerts. */
  readonly alerts: AlertLog;
  readonly views: Views;
  /** The same views as of other times and under other models. */
  readonly snapshots: Snapshots;
  /** The tables behind the views. */
  readonly db: ViewsDatabase;
  /** What the forecasts of promises rest on. */
  readonly forecasts: Forecasts;
  readonly projector: Projector;
  readonly watcher: Watcher;
  /** The models for scores. */
  readonly models: ModelLog;
  readonly stress: StressDesk;
  /** The tokens that an administrator has made, and the audit trail. */
  readonly access: Access;
  /** Why this start emptied the views, so that they are rebuilt; null if it did not. */
  readonly viewsRebuilt: WhyRebuilt | null;
  /** Whom this start erased again: log or keys came from a backup that is older than their erasure. */
  readonly erasedAgain: ErasedAgain;
  /** Whose key is lost, as far as the views go. It looks up every customer, a page at a time. */
  customersWithoutKey(signal: AbortSignal): Promise<WithoutKey>;
  /** The time, checked against the log. */
  readonly clock: LogClock;
  /** Brings the rows of lists up to date. */
  readonly relationships: RelationshipViews;
  /**
   * A log of contacts that decides and answers as `log` would. What is recorded in it is kept in memory, beside the log, and is
   * gone with it. For one question: a second one must not see what the first recorded.
   */
  rehearse(): ContactLog;
  /** Puts views that `rapport rebuild` has built into place, if there are any. @returns whether it did */
  takeRebuiltViews(): Promise<boolean>;
  /** What this installation makes pseudonyms with, created at the first call. */
  pseudonymKey(): Buffer;
  /** What seals the requests of other systems until they are mapped, created at the first call. */
  inboxKey(): KeyObject;
  /** The file of those requests, which may not be there yet. */
  readonly inboxFile: string;
  /** Stops projecting, then closes everything. */
  close(): Promise<void>;
};

/**
 * The only place that chooses the stores: the log, the keys and the views. Each is a separate file, unless the settings name
 * a server.
 * @param clocks left out: those of the machine. A function is a clock, in milliseconds since the epoch, that may leap
 * @param options the most contacts that are kept in memory; left out: 300,000
 * @throws ConfigurationInvalid, StoreUnavailable, ViewsUnavailable
 */
export async function openDeployment(
  settings: StorageSettings,
  clocks: Clocks | (() => number) = MACHINE_CLOCKS,
  { contactsRemembered }: { readonly contactsRemembered?: number } = {},
): Promise<Deployment> {
  const calendar = await calendarOf(settings.calendar);
  const clock = new LogClock(typeof clocks === 'function' ? { now: clocks, steady: null } : clocks, {
    toleranceMs: (settings.clockToleranceSeconds ?? DEFAULT_CLOCK_TOLERANCE_SECONDS) * 1_000,
    mayGoBack: settings.clockMayGoBack ?? false,
  });
  const { now, toRecord } = clock;
  const { store, keys, erasures, db, lease, access, viewsRebuilt } = await openStores(
    settings,
    typeof clocks === 'function' ? undefined : now,
  );
  const newest = await newestIn(store);
  clock.noteRecorded(newest);
  await noteCalendar(db, JSON.stringify(settings.calendar));
  const models = new ModelLog(
    store,
    { minShadowMs: (settings.modelMinShadowDays ?? DEFAULT_MIN_SHADOW_DAYS) * DAY_MS },
    toRecord,
    calendar,
  );
  await models.read();
  const log = new ContactLog(store, keys, toRecord, () => models.activateOnEmptyLog(), contactsRemembered);
  const erasedAgain = await replayErasures(log, erasures);
  const relationships = new RelationshipViews(db, log, models, now);
  // A function given as the clock says another time than the machine, whose time the log's newest event has.
  if (typeof clocks !== 'function') relationships.noteAssessed(newest);
  const projector = new Projector(store, db, relationships, models, lease);
  const forecasts = new Forecasts(db, relationships);
  const views = new Views(db, log, relationships, forecasts);
  const snapshots = new Snapshots({ db, log, models, now }, { fillApart: fillingIn(settings, now) });
  const present = {
    db,
    refresh: () => relationships.refreshTo(),
    modelsChangedAt: () => Number(models.lastActivation),
  };
  const stress = new StressDesk(new SnapshotsInWorkers(present, snapshots, now), () =>
    models.registry.all().map(({ model }) => model),
  );
  return {
    store,
    log,
    db,
    needs: new NeedLog(store, log, needIndex(store, projector, views), toRecord, keys),
    colleagues: new ColleagueLog(store, keys, toRecord),
    alerts: new AlertLog(store, keys, toRecord),
    views,
    snapshots,
    forecasts,
    projector,
    watcher: new Watcher(log, db, relationships, models, now),
    relationships,
    models,
    stress,
    access,
    viewsRebuilt,
    erasedAgain,
    customersWithoutKey: (signal) => customersWithoutKey(db, keys, signal),
    clock,
    rehearse: rehearsing(store, keys, toRecord),
    async takeRebuiltViews() {
      const isTaken = await takeRebuiltViews(settings, (act) => whileClosed(db, act));
      if (isTaken) projector.viewsReplaced();
      return isTaken;
    },
    pseudonymKey: () => keys.makeOfPseudonyms().export(),
    inboxKey: () => keys.makeOfInbox(),
    inboxFile: inboxFile(settings),
    async close() {
      await stress.close();
      await snapshots.close();
      await projector.stop();
      await access.close();
      await db.destroy();
      await store.close();
      keys.close();
    },
  };
}
