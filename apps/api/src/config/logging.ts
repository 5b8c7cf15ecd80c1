import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import type { Config } from './config.js';

/**
 * The log of the process: JSON lines on stderr. No request is ever written to it, neither body nor variables nor
 * answer: what customers and colleagues say is personal.
 */
export const openLog = ({ logLevel }: Pick<Config, 'logLevel'>): Logger =>
  pino({ level: logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));

/** Nest's own lines, of which only warnings and errors are worth an operator's time. */
export const nestLogger = (log: Logger): LoggerService => ({
  log: (message: unknown) => log.debug(String(message)),
  debug: (message: unknown) => log.debug(String(message)),
  verbose: (message: unknown) => log.trace(String(message)),
  warn: (message: unknown) => log.warn(String(message)),
  error: (message: unknown) => log.error(String(message)),
  fatal: (message: unknown) => log.fatal(String(message)),
});

/**
 * Where it happened, without what was said: messages, those of GraphQL above all, may quote what a caller sent, and
 * that may be personal.
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
