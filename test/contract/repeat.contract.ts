import { EventIdTaken, WrongExpectedRevision } from '#event-store';
import { all, anEvent, aStream, events, idsOf, type Capabilities, type Opened } from './log-under-test.js';

export function repeatContract(
  at: Opened,
  { idsAreUniqueInLog, recognisesRepeatsOfAny, comparesRepeats, canReopen }: Capabilities,
): void {
  const whereIdsAreUnique = idsAreUniqueInLog ? it : it.skip;

  it('adds nothing and answers as the first time', async () => {
    const stream = aStream();
    const [opening, following] = [events(2), events(3)];
    const first = await at.store.append(stream, opening, 'none');
    const second = await at.store.append(stream, following, 1);

    expect(await at.store.append(stream, following, 1)).toEqual(second);
    expect(await at.store.append(stream, opening, 'none')).toEqual(first);
    expect(await all(at.store.readStream(stream))).toHaveLength(5);
  });

  it('is told by the ids, also in other letter case', async () => {
    const stream = aStream();
    const event = anEvent();
    const first = await at.store.append(stream, [{ ...event, id: event.id.toUpperCase() }], 'none');
    expect(await at.store.append(stream, [event], 'none')).toEqual(first);
    expect(idsOf(await all(at.store.readStream(stream)))).toEqual([event.id]);
  });

  it('is still a repeat when more events followed', async () => {
    const stream = aStream();
    const opening = events(1);
    const first = await at.store.append(stream, opening, 'none');
    for (let i = 0; i < 30; i += 1) await at.store.append(stream, events(1), 'any');
    expect(await at.store.append(stream, opening, 'none')).toEqual(first);
    expect(await all(at.store.readStream(stream))).toHaveLength(31);
  });

  (canReopen ? it : it.skip)('is still a repeat after a reopening', async () => {
    const stream = aStream();
    const opening = events(2);
    const first = await at.store.append(stream, opening, 'none');
    const again = await at.reopen();
    expect(await again.append(stream, opening, 'none')).toEqual(first);
  });

  it('of the first part only answers where that part ends', async () => {
    const stream = aStream();
    const both = events(2);
    await at.store.append(stream, both, 'none');
    const read = await all(at.store.readStream(stream));

    expect(await at.store.append(stream, both.slice(0, 1), 'none')).toEqual({
      lastRevision: 0,
      lastPosition: read[0]?.position,
    });
    expect(await at.store.append(stream, both.slice(1), 0)).toEqual({
      lastRevision: 1,
      lastPosition: read[1]?.position,
    });
    expect(await all(at.store.readStream(stream))).toHaveLength(2);
  });

  it('with one event more is no repeat', async () => {
    const stream = aStream();
    const both = events(2);
    await at.store.append(stream, both, 'none');
    await expect(at.store.append(stream, [...both, anEvent()], 'none')).rejects.toThrow(WrongExpectedRevision);
    expect(await all(at.store.readStream(stream))).toHaveLength(2);
  });

  it('with another event in place of one, or in another order, is no repeat', async () => {
    const stream = aStream();
    const both = events(2);
    await at.store.append(stream, both, 'none');
    for (const changed of [[...both.slice(0, 1), anEvent()], [anEvent(), ...both.slice(1)], both.toReversed()]) {
      await expect(at.store.append(stream, changed, 'none')).rejects.toThrow(WrongExpectedRevision);
    }
    expect(idsOf(await all(at.store.readStream(stream)))).toEqual(idsOf(both));
  });

  (comparesRepeats ? it : it.skip)('with the same ids and other content is no repeat', async () => {
    const stream = aStream();
    const event = anEvent();
    await at.store.append(stream, [event], 'none');
    for (const changed of [
      { data: { topics: ['price'] } },
      { metadata: { recordedBy: 'u-2' } },
      { type: 'WinCelebrated' },
    ])
      await expect(at.store.append(stream, [{ ...event, ...changed }], 'none')).rejects.toThrow(WrongExpectedRevision);
    expect(await all(at.store.readStream(stream))).toMatchObject([event]);
  });

  it('at another revision that the stream has passed is no repeat', async () => {
    const stream = aStream();
    const each = events(3);
    for (const event of each) await at.store.append(stream, [event], 'any');
    await expect(at.store.append(stream, each.slice(0, 1), 0)).rejects.toThrow(WrongExpectedRevision);
    await expect(at.store.append(stream, each.slice(0, 1), 7)).rejects.toThrow(WrongExpectedRevision);
    await expect(at.store.append(stream, each.slice(1, 2), 'none')).rejects.toThrow(WrongExpectedRevision);
    expect(await all(at.store.readStream(stream))).toHaveLength(3);
  });

  it('of 50 at once is one', async () => {
    const stream = aStream();
    const opening = events(2);
    const answers = await Promise.all(Array.from({ length: 50 }, () => at.store.append(stream, opening, 'none')));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await all(at.store.readStream(stream))).toHaveLength(2);
  });

  (recognisesRepeatsOfAny ? it : it.skip)("with 'any' is told by its ids", async () => {
    const stream = aStream();
    const three = events(3);
    await at.store.append(stream, events(1), 'any');
    const first = await at.store.append(stream, three, 'any');
    await at.store.append(stream, events(1), 'any');

    expect(await at.store.append(stream, three, 'any')).toEqual(first);
    await expect(at.store.append(stream, three.toReversed(), 'any')).rejects.toThrow(EventIdTaken);
    expect(await all(at.store.readStream(stream))).toHaveLength(5);
  });

  whereIdsAreUnique('refuses an id that stands in another stream', async () => {
    const taken = anEvent();
    const stream = aStream();
    await at.store.append(aStream(), [taken], 'none');

    for (const expected of ['none', 'any'] as const) {
      const attempt = at.store.append(stream, [anEvent(), taken], expected);
      await expect(attempt).rejects.toThrow(EventIdTaken);
      await expect(attempt).rejects.toMatchObject({ eventId: taken.id });
    }
    expect(await all(at.store.readStream(stream))).toEqual([]);
  });

  whereIdsAreUnique('in another stream is no repeat', async () => {
    const opening = events(2);
    await at.store.append(aStream(), opening, 'none');
    for (const expected of ['none', 'any'] as const) {
      await expect(at.store.append(aStream(), opening, expected)).rejects.toThrow(EventIdTaken);
    }
  });

  whereIdsAreUnique('refuses an id of the same stream at the right new revision', async () => {
    const stream = aStream();
    const event = anEvent();
    await at.store.append(stream, [event], 'none');
    await expect(at.store.append(stream, [event], 0)).rejects.toThrow(EventIdTaken);
    expect(await all(at.store.readStream(stream))).toHaveLength(1);
  });

  it('refuses one id twice in one append', async () => {
    const stream = aStream();
    const event = anEvent();
    const twin = { ...event, id: event.id.toUpperCase() };
    await expect(at.store.append(stream, [event, anEvent(), twin], 'none')).rejects.toThrow(EventIdTaken);
    expect(await all(at.store.readStream(stream))).toEqual([]);
  });
}
