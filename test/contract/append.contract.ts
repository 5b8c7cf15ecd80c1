import { WrongExpectedRevision } from '#event-store';
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

export function appendContract(at: Opened, { canReopen }: Capabilities): void {
  it('gives contiguous revisions from 0 and rising positions', async () => {
    const stream = aStream();
    const first = await at.store.append(stream, events(2), 'none');
    const second = await at.store.append(stream, events(3), 1);

    expect(first.lastRevision).toBe(1);
    expect(second.lastRevision).toBe(4);
    expect(second.lastPosition).toBeGreaterThan(first.lastPosition);
    const read = await all(at.store.readStream(stream));
    expect(read.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    expect(read[1]?.position).toBe(first.lastPosition);
    expect(read[4]?.position).toBe(second.lastPosition);
  });

  it('keeps the event as it was given, and says where and when it was stored', async () => {
    const stream = aStream();
    const event = anEvent({
      type: 'SentimentRecorded',
      data: { level: 2.5, reason: null, nested: { list: [1, 'two', false, [], {}] } },
      metadata: { correlationId: 'c-1' },
    });
    const { lastPosition } = await at.store.append(stream, [event], 'none');

    const [stored] = await all(at.store.readStream(stream));
    expect(stored).toEqual({
      ...event,
      stream,
      revision: 0,
      position: lastPosition,
      appendedAt: expect.any(Number) as number,
    });
    expect(Number.isSafeInteger(stored?.appendedAt)).toBe(true);
  });

  it.each([
    ['accents and emoji', 'Zoë 😀 señor'],
    ['other scripts', '客户 العميل לקוח'],
    ['a NUL and control characters', 'a\u0000b\u001f\u2028'],
    ['half a surrogate pair', 'a\ud83d'],
    ['quotes and backslashes', `"'\\ \\u0041`],
    ['combining marks, not normalised', 'e\u0301 \u00e9'],
  ])('keeps text exactly: %s', async (_, text) => {
    const stream = aStream();
    await at.store.append(stream, [anEvent({ data: { text, [text]: 1 }, metadata: { text } })], 'none');

    const [stored] = await all(at.store.readStream(stream));
    expect(stored?.data).toEqual({ text, [text]: 1 });
    expect(stored?.metadata).toEqual({ text });
  });

  it.each(['relationship-Zoë 😀', "it's; DROP TABLE events --", 'with/slash and-dash', '客户'])(
    'takes the stream name %s',
    async (name) => {
      const stream = `${name}-${aStream()}`;
      const [event] = events(1);
      await at.store.append(stream, [event ?? anEvent()], 'none');
      expect((await all(at.store.readStream(stream)))[0]).toMatchObject({ stream, id: event?.id });
    },
  );

  it('tells streams apart that differ in case or by a trailing space', async () => {
    const stream = aStream();
    for (const name of [stream, stream.toUpperCase(), `${stream} `]) await at.store.append(name, events(1), 'none');
    expect(await all(at.store.readStream(stream))).toHaveLength(1);
  });

  it('lets exactly one of two win that are started together at one revision', async () => {
    const stream = aStream();
    for (const expected of ['none', 0, 1] as const) {
      const outcomes = await Promise.all([
        outcomeOf(at.store.append(stream, events(1), expected)),
        outcomeOf(at.store.append(stream, events(1), expected)),
      ]);
      expect(outcomes.filter((outcome) => outcome === 'WrongExpectedRevision')).toHaveLength(1);
    }
    expect(await all(at.store.readStream(stream))).toHaveLength(3);
  });

  it('lets exactly one of 50 writers win, and tells the others where the stream stands', async () => {
    const stream = aStream();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => at.store.append(stream, events(1), 'none')),
    );
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(lost).toHaveLength(49);
    for (const reason of lost) {
      expect(reason).toBeInstanceOf(WrongExpectedRevision);
      expect(reason).toMatchObject({ stream, expected: 'none', actual: 0 });
    }
  });

  it('serves 50 writers on one stream who try again when they lose: no gap, nothing doubled', async () => {
    const stream = aStream();
    const [first] = events(1);
    await at.store.append(stream, [first ?? anEvent()], 'none');
    const mine = events(50);
    const persist = async (index: number): Promise<void> => {
      for (let expected = 0; ;) {
        try {
          await at.store.append(stream, mine.slice(index, index + 1), expected);
          return;
        } catch (error) {
          if (!(error instanceof WrongExpectedRevision) || error.actual === 'none') throw error;
          expected = error.actual;
        }
      }
    };
    await Promise.all(mine.map((_, index) => persist(index)));

    const read = await all(at.store.readStream(stream));
    expect(read.map(({ revision }) => revision)).toEqual(Array.from({ length: 51 }, (_, i) => i));
    expect(new Set(idsOf(read)).size).toBe(51);
  });

  it("takes all of 50 started together with 'any', each whole", async () => {
    const stream = aStream();
    const appends = Array.from({ length: 50 }, () => events(3));
    const answers = await Promise.all(appends.map((each) => at.store.append(stream, each, 'any')));

    const read = await all(at.store.readStream(stream));
    expect(read).toHaveLength(150);
    answers.forEach(({ lastRevision, lastPosition }, i) => {
      expect(idsOf(read.slice(lastRevision - 2, lastRevision + 1))).toEqual(idsOf(appends[i] ?? []));
      expect(read[lastRevision]?.position).toBe(lastPosition);
    });
  });

  it('shows an append from the moment it resolves', async () => {
    const stream = aStream();
    for (let revision = 0; revision < 20; revision += 1) {
      const { lastPosition } = await at.store.append(stream, events(1), 'any');
      expect(await at.store.head()).toBe(lastPosition);
      expect(await all(at.store.readStream(stream, { fromRevision: revision }))).toHaveLength(1);
    }
  });

  it('keeps a large append together in the log, whatever else is appended', async () => {
    const from = await mark(at.store);
    const [one, other] = [aStream(), aStream()];
    await Promise.all([
      ...Array.from({ length: 20 }, () => at.store.append(other, events(1), 'any')),
      at.store.append(one, events(200), 'none'),
      ...Array.from({ length: 20 }, () => at.store.append(other, events(1), 'any')),
    ]);
    const streams = (await all(at.store.readAll(from))).map(({ stream }) => stream);
    expect(streams.lastIndexOf(one) - streams.indexOf(one)).toBe(199);
    expect(streams).toHaveLength(240);
  });

  (canReopen ? it : it.skip)('keeps everything, and where it stood, over a reopening', async () => {
    const stream = aStream();
    const { lastPosition } = await at.store.append(stream, events(5), 'none');
    const before = await all(at.store.readStream(stream));

    const again = await at.reopen();
    expect(await all(again.readStream(stream))).toEqual(before);
    const next = await again.append(stream, events(1), 4);
    expect(next.lastRevision).toBe(5);
    expect(next.lastPosition).toBeGreaterThan(lastPosition);
  });
}
