import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ContactLog, type KeyRing } from '#contact-log';
import { ModelLog } from '#model-log';
import { openSqliteViews, verifyViews, type Verification, type VerifyOptions } from '#read-models';
import { DAY_MS } from '#relationship';
import { calendarOf } from './calendar.js';
import { assertCalendarOf } from './calendar-of-views.js';
import { customersWithoutKey, type WithoutKey } from './customers-without-key.js';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { copyViews, openForReading } from './read-only.js';
import { DEFAULT_MIN_SHADOW_DAYS, type StorageSettings } from './settings/storage-settings.js';

export type Verifying = Pick<VerifyOptions, 'signal'> & {
  readonly reach: (stage: 'copy' | 'rebuild' | 'compare', done: number, total: number) => void;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

export type Verified = Verification & { readonly withoutKey: WithoutKey };

/**
 * Compares the views with what follows from the log, while servers may write both. It changes nothing of them; a copy of the
 * views is in the data folder meanwhile.
 * @throws ConfigurationInvalid, StoreUnavailable, ViewsUnavailable; the reason of the signal
 */
export async function verifyStores(settings: StorageSettings, { reach, now, signal }: Verifying): Promise<Verified> {
  const calendar = await calendarOf(settings.calendar);
  const log = await openForReading(settings);
  const folder = mkdtempSync(join(settings.dataDir, 'verify-'));
  try {
    const copy = join(folder, 'views.db');
    closeSync(openSync(copy, 'wx', 0o600));
    await copyViews(settings, copy, {
      withNames: true,
      reach: (done, total) => {
        signal.throwIfAborted();
        reach('copy', done, total);
      },
    });
    await assertOfRelease(copy, settings);
    const keys = await log.keys();
    const minShadowMs = (settings.modelMinShadowDays ?? DEFAULT_MIN_SHADOW_DAYS) * DAY_MS;
    const parts = {
      store: log.store,
      logOf: (store: typeof log.store) => new ContactLog(store, keys, () => now),
      modelsOf: (store: typeof log.store) => new ModelLog(store, { minShadowMs }, () => now, calendar),
      now,
    };
    const verified = await verifyViews(parts, { copy, isFile: settings.viewsUrl === undefined, reach, signal });
    return { ...verified, withoutKey: await keysMissingIn(copy, keys, signal) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await log.close();
  }
}

async function keysMissingIn(copy: string, keys: KeyRing, signal: AbortSignal): Promise<WithoutKey> {
  const views = openSqliteViews(copy, { readOnly: true });
  try {
    return await customersWithoutKey(views, keys, signal);
  } finally {
    await views.destroy();
  }
}

/** @throws ConfigurationInvalid */
async function assertOfRelease(copy: string, settings: StorageSettings): Promise<void> {
  const views = openSqliteViews(copy, { readOnly: true });
  try {
    await views
      .selectFrom('relationships')
      .select('read_at')
      .limit(1)
      .execute()
      .catch(() => {
        throw new ConfigurationInvalid(
          'the views were made by an earlier release. Start the server of this release: it brings them up to date. Then verify them.',
        );
      });
    await assertCalendarOf(views, settings);
  } finally {
    await views.destroy();
  }
}
