import { createSecretKey } from 'node:crypto';
import { needCandidateOf, needConsequenceOf, needFactFrom, needStreamOf, needToStored } from './need-codec.js';
import { keyDigestOf } from '../stored-form/sealing.js';
import { isRefused, readNeedInput } from '../input/read-input.js';
import type { NewEvent, StoredEvent } from '#event-store';
import type { NeedFactType } from '#relationship';

const KEY = createSecretKey(Buffer.alloc(32, 7));
const RECORDED_AT = Date.UTC(2026, 2, 2, 9, 30);
const RECORDER = { recordedBy: 'ana', recordedAt: RECORDED_AT, correlationId: 'c-1', causationId: null };

const candidate = <T extends NeedFactType>(type: T, input: object) => {
  const checked = readNeedInput(type, input);
  if (isRefused(checked)) throw new Error(checked[0]?.code);
  return needCandidateOf(type, checked, RECORDER, KEY);
};
const refusals = (input: object) => {
  const checked = readNeedInput('NeedStepTaken', input);
  return isRefused(checked) ? checked.map(({ code, field }) => [code, field]) : [];
};
const stored = (event: NewEvent, stream = needStreamOf('N')): StoredEvent => ({
  ...event,
  stream,
  revision: 0,
  position: 7n,
  appendedAt: 0,
});

const METADATA = { v: 1, recordedAt: '2026-03-02T09:30:00.000Z', recordedBy: 'ana', $correlationId: 'c-1' };

// Stored events are a file format. Earlier releases wrote the idempotency key itself.
const STEP = {
  id: 'af22e3cd-e125-5d77-abbd-f0db41e660ee',
  type: 'NeedStepTaken',
  data: { needId: 'N', step: 'asked for budget', owner: 'ben', occurredAt: '2026-03-01T08:00:00.000Z' },
  metadata: { ...METADATA, idempotencyKey: 'k-1', fingerprint: 'srtd1U3FvWK5ure93uhi2x' },
};

describe('a fact of the needs register', () => {
  const step = candidate('NeedStepTaken', {
    needId: 'N',
    step: 'asked for budget',
    owner: 'ben',
    occurredAt: '2026-03-01T09:00:00+01:00',
    idempotencyKey: 'k-1',
  });
  const begun = candidate('NeedFulfilmentBegun', { needId: 'N', change: 'we hired' });

  it('is stored with a digest of its key', () => {
    const { metadata, ...rest } = needToStored(step);
    expect(rest).toEqual({ id: step.id, type: STEP.type, data: STEP.data });
    expect(metadata).toEqual({ ...STEP.metadata, idempotencyKey: keyDigestOf('k-1', KEY) });
  });

  it('is read as it was written, by this release and by earlier ones', () => {
    for (const fact of [step, begun])
      expect(needFactFrom(stored(needToStored(fact)))).toEqual({ ...fact, position: 7n });
    expect(needFactFrom(stored(STEP))).toEqual({ ...step, id: STEP.id, idempotencyKey: 'k-1', position: 7n });
  });

  it('is nothing where another kind of stream holds it', () =>
    expect(needFactFrom(stored(needToStored(step), 'relationship-N'))).toBeNull());

  it('says that a fulfilment is done under one id, whoever says so', () => {
    const done = (recordedAt: number) =>
      needConsequenceOf('NeedFulfilmentDone', { needId: 'N', fulfilmentId: begun.id }, begun, recordedAt);
    expect(done(RECORDED_AT).id).toBe(done(RECORDED_AT + 1).id);
    expect(done(RECORDED_AT)).toMatchObject({ causationId: begun.id, recordedBy: 'ana', correlationId: 'c-1' });
  });

  it('occurred now, where the caller does not say', () => expect(begun.at).toBe(RECORDED_AT));

  it('has one id under one key, and another under the same key of another need', () => {
    const keyed = (needId: string) => candidate('NeedStepTaken', { needId, step: 's', idempotencyKey: 'k' });
    expect(keyed('N').id).toBe(keyed('N').id);
    expect(keyed('M').id).not.toBe(keyed('N').id);
  });
});

describe('what a caller sends of a need', () => {
  it.each([
    [{ step: 's' }, 'FIELD_REQUIRED', 'needId'],
    [{ needId: 'N' }, 'FIELD_REQUIRED', 'step'],
    [{ needId: 'N', step: ' ' }, 'FIELD_EMPTY', 'step'],
    [{ needId: 'N', step: 's'.repeat(1001) }, 'FIELD_TOO_LONG', 'step'],
    [{ needId: 'ana@example.org', step: 's' }, 'ID_LOOKS_LIKE_EMAIL', 'needId'],
    [{ needId: 'N', step: 's', owner: 'ana@example.org' }, 'ID_LOOKS_LIKE_EMAIL', 'owner'],
    [{ needId: 'N', step: 's', occurredAt: 'yesterday' }, 'FIELD_INVALID', 'occurredAt'],
    [{ needId: 'N', step: 's', customerId: 'acme' }, 'FIELD_UNKNOWN', 'customerId'],
  ])('%j: %s of %s', (input, code, field) => expect(refusals(input)).toEqual([[code, field]]));

  it('may be as long as the limit', () => expect(refusals({ needId: 'N', step: 's'.repeat(1000) })).toEqual([]));
});
