import { postgresAddress, StoreUnavailable } from '#event-store';
import { CHANGED, REWRAPPED, type KeptKey, type KeyTable } from './key-table.js';
import { ServerCalls, type Row } from './server-calls.js';
import type { Statement } from './server-call.js';

/** An import makes that many at once, which may take seconds. */
const MANY = 1_000;

/** The others forget what they remember of the keys. */
const TELL: readonly Statement[] = [
  ['update rapport_keys.state set changes = changes + 1'],
  ["select pg_notify('rapport_keys_changed', '')"],
];

/** Keys in a schema of their own of a Postgres, which nodes on several machines share. */
export class PostgresKeys implements KeyTable {
  private constructor(
    private readonly calls: ServerCalls,
    readonly isReadOnly: boolean,
  ) {}

  /** @param url of a database, which need not have the schema yet @throws StoreUnavailable */
  static async open(url: string, isReadOnly = false): Promise<PostgresKeys> {
    return new PostgresKeys(await ServerCalls.open(url, postgresAddress(url).shown, isReadOnly), isReadOnly);
  }

  version(): number {
    return this.calls.version;
  }

  select(id: string): Buffer | null | undefined {
    const [row] = this.calls.run(['select key from rapport_keys.keys where id = $1', [id]]);
    return row === undefined ? undefined : bytesIn(row.key);
  }

  known(ids: readonly string[]): ReadonlySet<string> {
    const rows = this.calls.run(['select id from rapport_keys.keys where id = any($1)', [ids]]);
    return new Set(rows.map(({ id }) => id as string));
  }

  isEmpty(): boolean {
    return this.calls.run(['select 1 from rapport_keys.keys limit 1']).length === 0;
  }

  insert(keys: readonly KeptKey[], isWrapped: boolean): readonly string[] {
    const statement: Statement = [
      `with state as (select (wrapping is not null) = $4 as is_same from rapport_keys.state),
        added as (
          insert into rapport_keys.keys (id, key, made_at)
          select * from unnest($1::text[], $2::bytea[], $3::text[]) where (select is_same from state)
          on conflict do nothing returning id
        )
        select (select is_same from state) as is_same, array(select id from added) as added`,
      [...columnsOf(keys), isWrapped],
    ];
    const [row] = keys.length > MANY ? this.calls.runLong(statement) : this.calls.run(statement);
    if (row?.is_same !== true) throw new StoreUnavailable(REWRAPPED);
    return row.added as string[];
  }

  destroy(id: string): void {
    this.calls.run(
      [
        `insert into rapport_keys.keys (id, key, made_at) values ($1, null, $2)
          on conflict (id) do update set key = null`,
        [id, new Date().toISOString()],
      ],
      ...TELL,
    );
  }

  all(): readonly KeptKey[] {
    const rows = this.calls.runLong(['select id, key, made_at from rapport_keys.keys order by id']);
    return rows.map((row) => ({ id: row.id as string, key: bytesIn(row.key), madeAt: row.made_at as string }));
  }

  wrapping(): Buffer | null {
    return bytesIn(this.state().wrapping);
  }

  wrap(before: Buffer | null, wrapping: Buffer, keys: readonly KeptKey[]): void {
    // Without a wrapping so far, a key that was made meanwhile would stay plain.
    const mostKeys = before === null ? keys.length : Number.MAX_SAFE_INTEGER;
    const [row] = this.calls.runLong(
      ['lock table rapport_keys.keys in exclusive mode'],
      [
        `update rapport_keys.state set wrapping = $1, wrapped_at = $2
          where wrapping is not distinct from $3 and (select count(*) from rapport_keys.keys) <= $4`,
        [wrapping, new Date().toISOString(), before, mostKeys],
      ],
      [
        `update rapport_keys.keys set key = changed.key
          from unnest($1::text[], $2::bytea[]) as changed (id, key)
          where keys.id = changed.id and keys.key is not null
            and exists (select 1 from rapport_keys.state where wrapping = $3)`,
        [...columnsOf(keys).slice(0, 2), wrapping],
      ],
      ...TELL,
      ['select wrapping is not distinct from $1 as is_done from rapport_keys.state', [wrapping]],
    );
    if (row?.is_done !== true) throw new StoreUnavailable(CHANGED);
    // What was replaced is left in the table until then. Whoever does not own the table leaves it to the server.
    if (keys.length > 0) this.tryTo(() => this.calls.runLong(['vacuum (full) rapport_keys.keys']));
  }

  private tryTo(act: () => unknown): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  lineage(): string | null {
    return this.state().lineage as string | null;
  }

  belongTo(lineage: string): void {
    this.calls.run(['update rapport_keys.state set lineage = $1 where lineage is null', [lineage]]);
  }

  close(): void {
    this.calls.close();
  }

  private state(): Row {
    const [row] = this.calls.run(['select lineage, wrapping from rapport_keys.state']);
    if (row === undefined) throw new StoreUnavailable('the table rapport_keys.state has lost its row');
    return row;
  }
}

const bytesIn = (value: unknown): Buffer | null => (value instanceof Uint8Array ? Buffer.from(value) : null);
const columnsOf = (keys: readonly KeptKey[]) => [
  keys.map(({ id }) => id),
  keys.map(({ key }) => key),
  keys.map(({ madeAt }) => madeAt),
];
