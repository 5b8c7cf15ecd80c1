import { KeyRing } from '#contact-log';
import { ConfigurationInvalid } from './configuration-invalid.js';

/** @throws ConfigurationInvalid if the file is damaged: lost keys cannot be restored, so it is never replaced by a new one */
export function openKeys(file: string, options: { readonly readOnly?: boolean } = {}): KeyRing {
  try {
    return new KeyRing(file, options);
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message: string };
    if (typeof code !== 'string' || !code.startsWith('SQLITE_')) throw error;
    throw new ConfigurationInvalid(
      `${file} cannot be read as a file of keys (${message}). Restore it from a backup: without it all personal data stays unreadable.`,
    );
  }
}
