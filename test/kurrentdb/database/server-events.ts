import { randomUUID } from 'node:crypto';
import type { Database } from './database.js';
import type { ProposedEvent } from './records.js';

const event = (type: string, data: object): ProposedEvent => ({
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from(JSON.stringify(data), 'utf8'),
  metadata: new Uint8Array(),
});

/** What a server writes into a log of its own accord before any client has written: readers of `$all` see it. */
export function firstStart(database: Database): void {
  for (const login of ['admin', 'ops']) {
    database.append(`$user-${login}`, 'no_stream', [event('$UserCreated', { loginName: login, disabled: false })]);
    database.append('$users', 'any', [event('$User', { loginName: login })]);
  }
}

/** With every leader an epoch begins; it has a position in the log, but no reader is shown it. */
export function epochBegins(database: Database, leaderId: string): void {
  database.append('$epoch-information', 'any', [event('$EpochInformation', { leaderInstanceId: leaderId })]);
}
