import { createHmac, type KeyObject } from 'node:crypto';
import { MemoryEventStore, type JsonObject } from '#event-store';
import { ContactLog } from './contacts/contact-log.js';
import type { ImportedRow } from './contacts/repeat-forms-of.js';
import type { NeedFulfilmentBegun } from '#relationship';
import { fulfilForAll } from './needs/need-fulfilment.js';
import { streamOf } from './stored-form/codec.js';
import { KeyRing } from './keys/key-ring.js';
import { fingerprintOf } from './stored-form/sealing.js';

// What earlier releases recorded: ids and texts as they were given, and idempotency keys in the clear.

const NOW = Date.UTC(2026, 2, 10);
const BY = { recordedBy: 'test', correlationId: 'test' };
const OPENED = { occurredAt: '2026-01-01T00:00:00.000Z' };

class OlderLog {
  readonly store = new MemoryEventStore();
  readonly keys = new KeyRing(':memory:');
  readonly log = new ContactLog(this.store, this.keys, () => NOW);
  private made = 0;

  /** Appends a contact in the form in which earlier releases stored it. */
  async had(type: string, facts: JsonObject & { customerId: string }, idempotencyKey?: string): Promise<string> {
    this.made += 1;
    const id = `0190a2f1-0000-7000-8000-${String(this.made).padStart(12, '0')}`;
    const key = this.keys.keyFor(facts.customerId) as KeyObject;
    const metadata = {
      v: 1,
      recordedAt: '2026-03-01T00:00:00.000Z',
      recordedBy: 'test',
      $correlationId: 'test',
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      fingerprint: fingerprintOf(type, facts, key),
      idChosen: true,
    };
    await this.store.append(streamOf(facts.customerId), [{ id, type, data: facts, metadata }], 'any');
    return id;
  }

  /** @returns the id of the contact and whether it was on record, or the code of the refusal */
  async record(type: string, input: object, row?: ImportedRow) {
    const { recorded, refusals } = await this.log.record({ type, input, ...BY, ...(row === undefined ? {} : { row }) });
    return recorded === null ? refusals[0]?.code : [recorded.contact.id, recorded.replayed];
  }
}

const CHECK_IN = { customerId: 'acme', occurredAt: '2026-02-01T09:00:00.000Z' };

async function acme(): Promise<OlderLog> {
  const older = new OlderLog();
  await older.had('RelationshipOpened', { customerId: 'acme', ...OPENED });
  return older;
}

describe('a repeat of what an earlier release recorded', () => {
  it('is told by the key that it stored in the clear', async () => {
    const older = await acme();
    const id = await older.had('CheckInHeld', CHECK_IN, 'k');
    expect(await older.record('CheckInHeld', { ...CHECK_IN, idempotencyKey: 'k' })).toEqual([id, true]);
    expect(await older.record('CheckInHeld', { ...CHECK_IN, idempotencyKey: ' k' })).toEqual([id, true]);
    expect(await older.record('CheckInHeld', { ...CHECK_IN, note: 'other', idempotencyKey: 'k' })).toBe(
      'IDEMPOTENCY_CONFLICT',
    );
  });

  it('is told where ids, texts and the key itself are not in their normal form', async () => {
    const older = await acme();
    const said = { ...CHECK_IN, note: 'a\u0000b', topics: [' one '] };
    const id = await older.had('CheckInHeld', said, 'k ');
    expect(await older.record('CheckInHeld', { ...said, idempotencyKey: 'k ' })).toEqual([id, true]);
  });

  it('is told by an id that the caller chose', async () => {
    const older = await acme();
    const said = { customerId: 'acme', issueId: 'I-7 ', raisedBy: 'CUSTOMER', occurredAt: CHECK_IN.occurredAt };
    const id = await older.had('IssueReported', said);
    expect(await older.record('IssueReported', said)).toEqual([id, true]);
  });

  it('is told of a row without a key, however the row writes it now, and no oftener than it was recorded', async () => {
    const older = await acme();
    const id = await older.had('CheckInHeld', CHECK_IN, 'row:0123456789abcdef0123456789abcdef:1');
    const row = { ...CHECK_IN, occurredAt: '2026-02-01T10:00:00+01:00' };
    const nth = (ordinal: number, recordedAt: number | null = null) =>
      older.record(
        'CheckInHeld',
        { ...row, idempotencyKey: `row:new:${ordinal}` },
        { ordinal, recordedAt, alsoAs: [] },
      );
    expect(await nth(1)).toEqual([id, true]);
    expect(await nth(1, Date.UTC(2026, 2, 1))).toEqual([id, true]);
    expect(await nth(2)).toEqual([expect.any(String), false]);
    expect(await nth(2)).toEqual([expect.any(String), true]);
    expect(await older.record('CheckInHeld', { ...row, idempotencyKey: 'mine' })).toEqual([expect.any(String), false]);
  });
});

describe('an id that is on record only as it was given', () => {
  it('names its customer', async () => {
    const older = new OlderLog();
    await older.had('RelationshipOpened', { customerId: 'Mu\u0308ller ', ...OPENED });
    expect(await older.log.customerNamed('Mu\u0308ller ')).toBe('Mu\u0308ller ');
    expect(await older.record('CheckInHeld', { ...CHECK_IN, customerId: 'Mu\u0308ller ' })).toEqual([
      expect.any(String),
      false,
    ]);
    expect((await older.log.timelineOf('Mu\u0308ller '))?.size).toBe(2);
    expect(await older.record('CustomerErased', { customerId: 'Mu\u0308ller ' })).toEqual([expect.any(String), false]);
    expect(older.keys.keyOf('Mu\u0308ller ')).toBeNull();
  });

  it('gives way to the customer of its normal form', async () => {
    const older = await acme();
    await older.had('RelationshipOpened', { customerId: 'acme ', ...OPENED });
    expect(await older.log.customerNamed('acme ')).toBe('acme');
    expect(await older.record('CheckInHeld', { ...CHECK_IN, customerId: 'acme ' })).toEqual([
      expect.any(String),
      false,
    ]);
    expect((await older.log.timelineOf('acme'))?.size).toBe(2);
  });

  it('is told of a fulfilled need and handed over, also beside the customer of its normal form', async () => {
    const older = new OlderLog();
    const both = ['acme', 'acme '];
    for (const customerId of both) {
      await older.had('RelationshipOpened', { customerId, ...OPENED });
      await older.had('RequestReceived', { customerId, requestId: 'R', needId: 'N', occurredAt: CHECK_IN.occurredAt });
    }
    const begun = {
      id: 'fulfilment',
      data: { needId: 'N', change: 'we have it', occurredAt: '2026-02-03T09:00:00.000Z' },
      at: Date.UTC(2026, 1, 3, 9),
      ...BY,
    } as unknown as NeedFulfilmentBegun;
    const { contacts, skipped } = await fulfilForAll(older.log, begun, both, NOW);
    expect(contacts.map(({ data }) => data.customerId)).toEqual(both);
    expect(skipped).toEqual([]);
    expect((await fulfilForAll(older.log, begun, both, NOW)).contacts).toEqual(contacts);
    const handover = { customerId: 'acme ', owner: 'ben' };
    await older.log.record({ type: 'OwnerAssigned', input: handover, isCustomerFromLog: true, ...BY });
    for (const customerId of both) {
      const timeline = await older.log.timelineOf(customerId);
      expect(timeline?.isWaitingFor('N', NOW)).toBe(false);
      expect(timeline?.profile?.owner).toBe(customerId === 'acme ' ? 'ben' : null);
    }
  });

  describe.each(['ac\u0000me', 'ac\u200bme', 'ac\u00a0me', ' ac\u2028me', '\u3164'])(
    'with a character that is refused today: %j',
    (customerId) => {
      it('is recorded on, corrected and erased', async () => {
        const older = new OlderLog();
        await older.had('RelationshipOpened', { customerId, ...OPENED });
        const done = [expect.any(String), false];
        expect(await older.record('CheckInHeld', { ...CHECK_IN, customerId })).toEqual(done);
        const id = await older.had('CheckInHeld', { ...CHECK_IN, customerId });
        const input = { customerId, topics: ['plans'] };
        const asked = { type: 'CheckInHeld', contactId: id, input, ...BY };
        expect((await older.log.replace(asked)).refusals).toEqual([]);
        expect(
          await older.record('RelationshipOpened', { customerId, occurredAt: '2025-01-01T00:00:00.000Z' }),
        ).toEqual(done);
        expect((await older.log.timelineOf(customerId))?.size).toBe(6);
        expect(await older.record('CustomerErased', { customerId })).toEqual(done);
        expect(older.keys.keyOf(customerId)).toBeNull();
      });

      it('is refused as new', async () => {
        const older = await acme();
        expect(await older.record('RelationshipOpened', { customerId, ...OPENED })).toBe('FIELD_INVALID');
        expect(await older.record('CheckInHeld', { ...CHECK_IN, customerId })).toBe('FIELD_INVALID');
        const asked = { type: 'CheckInHeld', contactId: 'c', input: { customerId }, ...BY };
        expect((await older.log.replace(asked)).refusals).toMatchObject([{ field: 'contact.customerId' }]);
      });

      it('is answered as unknown to who does not see it', async () => {
        const older = new OlderLog();
        await older.had('RelationshipOpened', { customerId, ...OPENED });
        const asked = { type: 'CheckInHeld', input: { ...CHECK_IN, customerId }, ...BY, sees: () => false };
        expect((await older.log.record(asked)).refusals).toMatchObject([{ code: 'FIELD_INVALID' }]);
        const replacing = { ...asked, contactId: 'c' };
        expect((await older.log.replace(replacing)).refusals).toMatchObject([{ code: 'FIELD_INVALID' }]);
      });
    },
  );

  it('names its issue with a character that is refused today, and no other', async () => {
    const older = await acme();
    const at = { customerId: 'acme', occurredAt: '2026-02-01T09:00:00.000Z' };
    await older.had('IssueReported', { ...at, issueId: 'I\u00a07', raisedBy: 'CUSTOMER' });
    const about = (issueId: string) => ({ customerId: 'acme', about: { issueId } });
    expect(await older.record('StatusUpdateGiven', about('I\u00a07'))).toEqual([expect.any(String), false]);
    expect(await older.record('StatusUpdateGiven', about('I\u00a08'))).toBe('FIELD_INVALID');
    expect(await older.record('IssueResolved', { customerId: 'acme', issueId: 'I\u00a07' })).toEqual([
      expect.any(String),
      false,
    ]);
  });

  it('names its issue, stakeholder or look back', async () => {
    const older = await acme();
    const at = { customerId: 'acme', occurredAt: '2026-02-01T09:00:00.000Z' };
    await older.had('IssueReported', { ...at, issueId: 'I-7 ', raisedBy: 'CUSTOMER', severity: 'MAJOR' });
    await older.had('StakeholderAdded', { ...at, stakeholderId: ' ana', name: 'Ana', role: 'USER' });
    await older.had('IssueResolved', { ...at, issueId: 'I-7 ' });
    const said = { customerId: 'acme', stakeholderId: ' ana', about: { issueId: 'I-7 ' } };
    expect(await older.record('StatusUpdateGiven', said)).toEqual([expect.any(String), false]);
    const deferral = { customerId: 'acme', obligationId: 'RETROSPECT:issue:I-7 ', reason: 'later' };
    expect(await older.record('ObligationDeferred', deferral)).toEqual([expect.any(String), false]);
    expect(await older.record('StatusUpdateGiven', { ...said, about: { issueId: 'I-8 ' } })).toBe('ISSUE_UNKNOWN');
  });
});

describe('an idempotency key', () => {
  it('may be a Message-ID, and only a digest of it is stored', async () => {
    const older = await acme();
    const said = { ...CHECK_IN, idempotencyKey: '<473FFE27.20003@mail.example.org>' };
    expect(await older.record('CheckInHeld', said)).toEqual([expect.any(String), false]);
    expect(await older.record('CheckInHeld', said)).toEqual([expect.any(String), true]);
    const stored: unknown[] = [];
    for await (const batch of older.store.readAll())
      stored.push(...batch.map(({ id, metadata }) => ({ id, metadata })));
    expect(JSON.stringify(stored)).not.toContain('473FFE27');
    const plain = createHmac('sha256', '').update(said.idempotencyKey).digest('base64url');
    expect(JSON.stringify(stored)).not.toContain(plain);
  });

  it('gives another event id and another digest for another customer', async () => {
    const older = await acme();
    await older.had('RelationshipOpened', { customerId: 'bolt', ...OPENED });
    for (const customerId of ['acme', 'bolt'])
      await older.record('CheckInHeld', { ...CHECK_IN, customerId, idempotencyKey: 'k' });
    const digestOf = async (customerId: string) =>
      [...((await older.log.timelineOf(customerId))?.recorded() ?? [])].at(-1)?.idempotencyKey;
    expect(await digestOf('acme')).not.toBe(await digestOf('bolt'));
  });
});
