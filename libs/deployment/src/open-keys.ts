import { KeyRing } from '#contact-log';
import { isBusy, onceNotBusy } from '#event-store';
import { ConfigurationInvalid } from './configuration-invalid.js';

/** @throws ConfigurationInvalid if the file stays locked, or is damaged: lost keys cannot be restored, so it is never replaced by a new one */
export function openKeys(file: string, options: { readonly readOnly?: boolean } = {}): KeyRing {
  try {
    return onceNotBusy(() => new KeyRing(file, options));
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message: string };
    if (typeof code !== 'string' || !code.startsWith('SQLITE_')) throw error;
    if (isBusy(error))
      throw new ConfigurationInvalid(
        `${file} is locked by another program (${message}). Start again once it has ended.`,
      );
    throw new ConfigurationInvalid(
      `${file} cannot be read as a file of keys (${message}). Restore it from a backup: without it all personal data stays unreadable.`,
    );
  }
}
