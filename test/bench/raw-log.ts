// The least a program can do to append to the same schema: it knows each stream's key and revision by heart.
import Database from 'better-sqlite3';
import type { NewEvent } from '#event-store';

export class RawLog {
  private readonly db: Database.Database;
  private readonly insert: Database.Statement<[number, number, string, string, string, string, number]>;
  private readonly keys: readonly number[];
  private readonly revisions: number[];
  private appended = 0;

  /** @param path a log with its schema and without events */
  constructor(path: string, streams: readonly string[]) {
    this.db = new Database(path);
    this.db.pragma('synchronous = FULL');
    this.db.pragma('wal_autocheckpoint = 4000');
    const named = this.db.prepare('INSERT INTO streams (name) VALUES (?)');
    this.keys = this.db.transaction(() => streams.map((name) => Number(named.run(name).lastInsertRowid)))();
    this.revisions = streams.map(() => 0);
    this.insert = this.db.prepare(
      `INSERT INTO events (stream, revision, id, type, data, metadata, appended_at)
       VALUES (?, ?, unhex(?, '-'), ?, ?, ?, ?)`,
    );
  }

  oneAtATime(count: number, anEvent: (i: number) => NewEvent): number {
    for (let i = 0; i < count; i += 1) this.append(anEvent);
    return count;
  }

  inGroups(groups: number, size: number, anEvent: (i: number) => NewEvent): number {
    const group = this.db.transaction(() => {
      for (let i = 0; i < size; i += 1) this.append(anEvent);
    });
    for (let i = 0; i < groups; i += 1) group.immediate();
    return groups * size;
  }

  close(): void {
    this.db.close();
  }

  private append(anEvent: (i: number) => NewEvent): void {
    const i = this.appended++;
    const stream = i % this.keys.length;
    const revision = this.revisions[stream] ?? 0;
    this.revisions[stream] = revision + 1;
    const { id, type, data, metadata } = anEvent(i);
    this.insert.run(
      this.keys[stream] ?? 0,
      revision,
      id,
      type,
      JSON.stringify(data),
      JSON.stringify(metadata),
      Date.now(),
    );
  }
}
