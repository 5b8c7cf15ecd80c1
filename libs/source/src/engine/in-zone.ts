import { literal, named, type Database } from './database.js';

/** A time of ISO 8601 that names no zone. */
const LOCAL = "'\\s*\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?\\s*'";

/**
 * `REPLACE (...)` for a file with a zone of its own: its times that name no zone name it then, so that what the SQL makes of
 * them does not depend on the file that they come from.
 */
export async function inZone(database: Database, scan: string, zone: string): Promise<string> {
  const columns = await database.rows(`DESCRIBE SELECT * FROM ${scan}`);
  const replaced = columns.flatMap(({ column_name: name, column_type: type }) => {
    const column = named(String(name));
    if (type === 'VARCHAR') return [`${withOffset(column, literal(zone))} AS ${column}`];
    return type === 'TIMESTAMP' ? [`timezone(${literal(zone)}, ${column}) AS ${column}`] : [];
  });
  return replaced.length === 0 ? '' : ` REPLACE (${replaced.join()})`;
}

function withOffset(column: string, zone: string): string {
  const local = `TRY_CAST(${column} AS TIMESTAMP)`;
  const minutes = `((epoch(${local}) - epoch(timezone(${zone}, ${local}))) // 60)::INTEGER`;
  const offset = `format('{}{:02d}:{:02d}', CASE WHEN ${minutes} < 0 THEN '-' ELSE '+' END, abs(${minutes}) // 60, abs(${minutes}) % 60)`;
  return `CASE WHEN regexp_full_match(${column}, ${LOCAL}) AND ${local} IS NOT NULL THEN strftime(${local}, '%Y-%m-%d %H:%M:%S.%g') || ${offset} ELSE ${column} END`;
}
