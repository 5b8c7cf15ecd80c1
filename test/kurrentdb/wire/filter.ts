import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { LogRecord } from '../database/records.js';

export type RecordFilter = (record: LogRecord) => boolean;

/** An event filter as a client asks for it: a regular expression, or prefixes, on the stream's name or the type. */
export function recordFilter(options: ReadReq.Options.FilterOptions | undefined): RecordFilter {
  const expression = options?.getStreamIdentifier() ?? options?.getEventType();
  if (!options || !expression) return () => true;
  const text = options.hasStreamIdentifier() ? (r: LogRecord) => r.stream : (r: LogRecord) => r.type;
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (record) => prefixes.some((prefix) => text(record).startsWith(prefix));
  const regex = new RegExp(expression.getRegex(), 'u');
  return (record) => regex.test(text(record));
}
