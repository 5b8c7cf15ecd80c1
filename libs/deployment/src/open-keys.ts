import { KeyRing } from '#contact-log';
import { ConfigurationInvalid } from './configuration-invalid.js';

/** @throws ConfigurationInvalid where the file holds no keys: they are not to be had again, so none are made in its place */
export function openKeys(file: string, options: { readonly readOnly?: boolean } = {}): KeyRing {
  try {
    return new KeyRing(file, options);
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message: string };
    if (typeof code !== 'string' || !code.startsWith('SQLITE_')) throw error;
    throw new ConfigurationInvalid(
      `${file} cannot be read as a file of keys (${message}). Put it back from a backup: without it everything personal stays unreadable.`,
    );
  }
}
