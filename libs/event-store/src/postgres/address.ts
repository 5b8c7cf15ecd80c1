// Checks the URL of a log on Postgres before the driver sees it.

/** The URL cannot be used; the message says why and never holds a password. */
export class InvalidPostgresUrl extends Error {}

/** Where the log is, without user, password and options: for messages. */
export type PostgresAddress = { readonly url: string; readonly shown: string };

const PROTOCOLS = ['postgres:', 'postgresql:'];

/** Whether the URL names a Postgres, right or wrong in the rest. */
export const isPostgresUrl = (url: string): boolean => PROTOCOLS.some((protocol) => url.trim().startsWith(protocol));

/** @throws InvalidPostgresUrl */
export function postgresAddress(text: string): PostgresAddress {
  const url = text.trim();
  const parsed = isPostgresUrl(url) && URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || parsed.pathname.length < 2)
    throw new InvalidPostgresUrl('the address must be postgres://USER:PASSWORD@HOST:PORT/DATABASE');
  return { url, shown: `postgres://${parsed.host}${parsed.pathname}` };
}
