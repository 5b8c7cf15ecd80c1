import { AppendTooLarge, InvalidAppend, StoreUnavailable, WrongExpectedRevision } from '#event-store';
import {
  all,
  anEvent,
  aStream,
  events,
  idsOf,
  mark,
  outcomeOf,
  type Capabilities,
  type Opened,
} from './log-under-test.js';

const cycle: Record<string, unknown> = {};
cycle.self = cycle;

const throwing = {
  toJSON() {
    throw new Error('not today');
  },
};

/** What the types forbid and a caller may hand over all the same. */
const INVALID: readonly [what: string, changes: Record<string, unknown>][] = [
  ['an id that is no UUID', { id: 'c-1' }],
  ['an id with braces', { id: '{3f2504e0-4f89-11d3-9a0c-0305e82c3301}' }],
  ['the id of zeros', { id: '00000000-0000-0000-0000-000000000000' }],
  ['no id', { id: undefined }],
  ['an empty type', { type: '' }],
  ['a type of the system', { type: '$metadata' }],
  ['a type with half a surrogate pair', { type: 'a\ud83d' }],
  ['data with a BigInt', { data: { amount: 1n } }],
  ['data with a cycle', { data: cycle }],
  ['data that throws', { data: throwing }],
  ['metadata with a cycle', { metadata: cycle }],
  ['no data', { data: undefined }],
  ['data that is a list', { data: [] }],
  ['data that is null', { data: null }],
];

export function refusalContract(at: Opened, { idsAreUniqueInLog, tooManyBytes }: Capabilities): void {
  it.each(INVALID)('refuses %s, without harm to others', async (_, changes) => {
    const from = await mark(at.store);
    const invalid = { ...anEvent(), ...changes };
    const good = events(2);
    const stream = aStream();

    const outcomes = await Promise.all([
      outcomeOf(at.store.append(aStream(), good.slice(0, 1), 'none')),
      outcomeOf(at.store.append(stream, [anEvent(), invalid], 'none')),
      outcomeOf(at.store.append(aStream(), good.slice(1), 'none')),
    ]);
    expect(outcomes[1]).toBe(InvalidAppend.name);
    expect(idsOf(await all(at.store.readAll(from))).toSorted()).toEqual(idsOf(good).toSorted());
    expect(await all(at.store.readStream(stream))).toEqual([]);
  });

  it('refuses an append of no events', async () => {
    const stream = aStream();
    await expect(at.store.append(stream, [], 'any')).rejects.toThrow(InvalidAppend);
    await expect(at.store.append(stream, [], 'none')).rejects.toThrow(InvalidAppend);
    await at.store.append(stream, events(1), 'none');
  });

  it.each(['', '$system', 'a\ud83d'])('refuses the stream name %j', async (name) => {
    await expect(at.store.append(name, events(1), 'any')).rejects.toThrow(InvalidAppend);
  });

  it.each([-1, 0.5, NaN, Infinity])('refuses the expected revision %d', async (expected) => {
    await expect(at.store.append(aStream(), events(1), expected)).rejects.toThrow(InvalidAppend);
  });

  it('refuses what is too large and names the limit; the next append is taken', async () => {
    const stream = aStream();
    const large = anEvent({ data: { text: 'é'.repeat(tooManyBytes / 2) } });
    const attempt = at.store.append(stream, [large], 'none');
    await expect(attempt).rejects.toThrow(AppendTooLarge);
    await expect(attempt).rejects.toMatchObject({ limitBytes: expect.any(Number) as number });

    const parts = Array.from({ length: 4 }, () => anEvent({ data: { text: 'x'.repeat(tooManyBytes / 4) } }));
    await expect(at.store.append(stream, parts, 'none')).rejects.toThrow(AppendTooLarge);
    await at.store.append(stream, parts.slice(0, 2), 'none');
    expect(await all(at.store.readStream(stream))).toHaveLength(2);
  });

  it.each([
    ['none', 2, { expected: 'none', actual: 1 }],
    [0, 2, { expected: 0, actual: 1 }],
    [2, 2, { expected: 2, actual: 1 }],
    [0, 0, { expected: 0, actual: 'none' }],
  ] as const)('refuses expected %p where the stream has %d events, and says what is', async (expected, has, facts) => {
    const stream = aStream();
    if (has > 0) await at.store.append(stream, events(has), 'none');
    const attempt = at.store.append(stream, events(1), expected);
    await expect(attempt).rejects.toThrow(WrongExpectedRevision);
    await expect(attempt).rejects.toMatchObject({ stream, ...facts });
    expect(await all(at.store.readStream(stream))).toHaveLength(has);
  });

  it('lets a refused append among others started with it leave no trace', async () => {
    const from = await mark(at.store);
    const [taken, other] = [anEvent(), anEvent()];
    const [stream, late] = [aStream(), aStream()];
    await at.store.append(stream, [taken], 'none');
    const good = events(4);

    const outcomes = await Promise.all([
      outcomeOf(at.store.append(stream, good.slice(0, 2), 0)),
      outcomeOf(at.store.append(stream, [other, anEvent()], 'none')), // a conflict
      outcomeOf(at.store.append(late, idsAreUniqueInLog ? [other, taken] : [], 'none')), // its second id is taken
      outcomeOf(at.store.append(late, [other, anEvent({ data: { text: 'x'.repeat(tooManyBytes) } })], 'none')),
      outcomeOf(at.store.append(late, good.slice(2), 'none')), // the stream was not made by the two before
    ]);
    expect(outcomes.slice(1, 4)).toEqual([
      'WrongExpectedRevision',
      idsAreUniqueInLog ? 'EventIdTaken' : 'InvalidAppend',
      'AppendTooLarge',
    ]);
    expect(outcomes[0]).toMatchObject({ lastRevision: 2 });
    expect(outcomes[4]).toMatchObject({ lastRevision: 1 });
    expect(idsOf(await all(at.store.readAll(from))).toSorted()).toEqual(idsOf([taken, ...good]).toSorted());
  });

  it('answers what was asked before it was closed, and refuses what is asked after', async () => {
    const stream = aStream();
    const before = Promise.all(Array.from({ length: 10 }, () => at.store.append(stream, events(1), 'any')));
    await at.store.close();
    await at.store.close();
    expect(await before).toHaveLength(10);
    await expect(at.store.append(stream, events(1), 'any')).rejects.toThrow(StoreUnavailable);
    await expect(all(at.store.readStream(stream))).rejects.toThrow(StoreUnavailable);
    await expect(all(at.store.readAll())).rejects.toThrow(StoreUnavailable);
    await expect(at.store.head()).rejects.toThrow(StoreUnavailable);
  });
}
