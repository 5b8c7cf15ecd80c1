import { sql, type RawBuilder } from 'kysely';

const SAYS = 'entries of the audit trail are only added';

/**
 * The statements after which the database refuses to change or to remove an entry. Each may be run again: it then fails
 * because its object is there. @param schema of Postgres; null: SQLite
 */
export function appendOnly(schema: string | null): readonly RawBuilder<unknown>[] {
  if (schema === null)
    return [
      ...['update', 'delete'].map(
        (act) =>
          sql`create trigger if not exists ${sql.id(`audit_no_${act}`)} before ${sql.raw(act)} on audit
            begin select raise(abort, ${sql.lit(SAYS)}); end`,
      ),
      // "Insert or replace" removes the entry of the same number without asking the trigger of removals.
      sql`create trigger if not exists audit_no_replace before insert on audit
        when exists (select 1 from audit where entry_id = new.entry_id)
        begin select raise(abort, ${sql.lit(SAYS)}); end`,
    ];
  const refuse = sql.id(schema, 'refuse_change');
  return [
    sql`create function ${refuse}() returns trigger language plpgsql as
      $$ begin raise exception ${sql.lit(SAYS)}; end $$`,
    sql`create trigger audit_append_only before update or delete or truncate on ${sql.id(schema, 'audit')}
      for each statement execute function ${refuse}()`,
  ];
}
