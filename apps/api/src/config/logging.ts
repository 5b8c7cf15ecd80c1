import type { LoggerService } from '@nestjs/common';
import pino from 'pino';
import type { Config } from '#deployment';

type Write = (fields: object, says: string) => void;

/** The log of the process; a class so that it can be injected. */
export abstract class Log {
  abstract readonly debug: Write;
  abstract readonly info: Write;
  abstract readonly warn: Write;
  abstract readonly error: Write;
  abstract readonly fatal: Write;
}

/**
 * JSON lines on stderr. A line about a request has only its method, route, kind of operation, status, codes and duration,
 * because documents, variables and answers hold personal data.
 */
export const openLog = ({ logLevel }: Pick<Config, 'logLevel'>): pino.Logger =>
  pino({ level: logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));

/** Nest's own log lines. Its info level interests only developers, so it is written at debug level. */
export const nestLogger = (log: pino.Logger): LoggerService => ({
  log: (message: unknown) => log.debug(String(message)),
  debug: (message: unknown) => log.debug(String(message)),
  verbose: (message: unknown) => log.trace(String(message)),
  warn: (message: unknown) => log.warn(String(message)),
  error: (message: unknown) => log.error(String(message)),
  fatal: (message: unknown) => log.fatal(String(message)),
});

/**
 * The name of an error and its stack frames, without its message. A message, above all a GraphQL one, may quote what a
 * caller sent, and that may be personal data.
 */
export function traceOf(cause: unknown): { readonly error: string; readonly frames: readonly string[] } {
  if (!(cause instanceof Error)) return { error: typeof cause, frames: [] };
  const code = (cause as NodeJS.ErrnoException).code;
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: code === undefined ? cause.name : `${cause.name} ${code}`,
    frames: frames.map((line) => line.trim()),
  };
}
