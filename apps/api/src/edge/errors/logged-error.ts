import { traceOf, type Log } from '../../config/logging.js';
import { ERROR_CODES } from './codes.js';
import { storeFailure } from './store-failures.js';

type LoggedError = {
  /** One of the codes that callers get. */
  readonly code: string;
  /** Our own sentence about it. */
  readonly error: string;
  /** Codes of the database or the system below it, such as SQLITE_FULL or ECONNREFUSED, the outermost first. */
  readonly because?: readonly string[];
};

const UNKNOWN = 'A fault that nobody foresaw. At LOG_LEVEL=debug the next line says where in the program it was.';
/** SQLite's and Node's names, and the five characters of Postgres. Anything else may be data. */
const SYSTEM_CODE = /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|E[A-Z0-9]{2,20}|[0-9A-Z]{5})$/;

/** What the log says of an error. Never its message, which may quote what a caller sent, and never where it was thrown. */
export function loggedError(error: unknown): LoggedError {
  const code = storeFailure(error);
  const because = codesOf(error);
  const says = code === undefined ? UNKNOWN : ERROR_CODES[code].says;
  return { code: code ?? 'INTERNAL', error: says, ...(because.length === 0 ? {} : { because }) };
}

/** Writes a line about an error; where nobody foresaw it, at debug level another that says where it was thrown. */
export function logError(
  log: Pick<Log, 'error' | 'warn' | 'debug'>,
  error: unknown,
  says: string,
  { level = 'error', ...fields }: { readonly level?: 'error' | 'warn'; readonly [field: string]: unknown } = {},
): void {
  const logged = loggedError(error);
  log[level]({ ...fields, ...logged }, says);
  if (logged.code === 'INTERNAL') log.debug({ ...fields, ...traceOf(error) }, says);
}

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let each = error; each instanceof Error && codes.length < 5; each = each.cause) {
    const { code } = each as NodeJS.ErrnoException;
    if (typeof code === 'string' && SYSTEM_CODE.test(code) && !codes.includes(code)) codes.push(code);
  }
  return codes;
}
