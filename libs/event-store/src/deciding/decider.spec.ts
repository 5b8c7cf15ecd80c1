import { MemoryEventStore } from '../memory/memory.js';
import { WrongExpectedRevision, type ExpectedRevision, type NewEvent, type StoredEvent } from '../port/event-store.js';
import { Decider, type Folded } from './decider.js';

let made = 0;
const said = (word: string): NewEvent => {
  made += 1;
  const id = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
  return { id, type: 'Said', data: { word }, metadata: {} };
};
const wordIn = ({ data }: StoredEvent): string => data.word as string;

/** A state that is a set of words, so that a word that is added twice changes nothing. */
const WORDS = {
  initial: () => new Set<string>(),
  decode: wordIn,
  evolve: (words: Set<string>, word: string) => words.add(word),
};
const saying = (word: string) => () => ({ events: [said(word)], answer: () => word });

/** Somebody else appends before each of so many appends. */
class ContestedStore extends MemoryEventStore {
  appends = 0;
  reads = 0;
  constructor(private contests = 0) {
    super();
  }
  override async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision) {
    this.appends += 1;
    if (this.contests > 0) {
      this.contests -= 1;
      await super.append(stream, [said(`other-${this.contests}`)], 'any');
    }
    return super.append(stream, events, expected);
  }
  override readStream(...args: Parameters<MemoryEventStore['readStream']>) {
    this.reads += 1;
    return super.readStream(...args);
  }
}

const deciderOn = (store: MemoryEventStore, remembered: Map<string, Folded<Set<string>>> | null = new Map()) =>
  new Decider(store, WORDS, remembered);

describe('a decision', () => {
  it('is made by what the stream holds, and its answer knows where its events are', async () => {
    const decider = deciderOn(new MemoryEventStore());
    await decider.transact('s', saying('a'));
    const found = await decider.transact('s', (words) => ({
      events: [said('b')],
      answer: (position) => [[...words], position],
    }));
    expect(found).toEqual([['a', 'b'], 2n]);
  });

  it('that appends nothing is answered with the end of the stream', async () => {
    const decider = deciderOn(new MemoryEventStore());
    const nothing = () => decider.transact('s', () => ({ events: [], answer: (position) => position }));
    expect(await nothing()).toBe(0n);
    await decider.transact('s', saying('a'));
    expect(await nothing()).toBe(1n);
  });

  it('is made again, by what the other writer said, after a conflict', async () => {
    const store = new ContestedStore(2);
    const seen: string[][] = [];
    await deciderOn(store).transact('s', (words) => {
      seen.push([...words]);
      return { events: [said('mine')], answer: () => null };
    });
    expect(seen).toEqual([[], ['other-1'], ['other-1', 'other-0']]);
  });

  it('is given up after a hundred conflicts', async () => {
    const store = new ContestedStore(Infinity);
    await expect(deciderOn(store).transact('s', saying('a'))).rejects.toThrow(WrongExpectedRevision);
    expect(store.appends).toBe(101);
  });

  it('that appends to the stream itself is made again', async () => {
    const store = new MemoryEventStore();
    const decider = deciderOn(store);
    const answer = await decider.transact('s', async (words) => {
      if (words.has('begun')) return { events: [said('done')], answer: () => [...words] };
      await store.append('s', [said('begun')], 'any');
      return null;
    });
    expect(answer).toEqual(['begun', 'done']);
  });

  it('that throws appends nothing, and the next one is made all the same', async () => {
    const decider = deciderOn(new MemoryEventStore());
    const failing = decider.transact('s', () => {
      throw new Error('no key');
    });
    const next = decider.transact('s', saying('a'));
    await expect(failing).rejects.toThrow('no key');
    expect(await next).toBe('a');
    expect([...(await decider.read('s')).state]).toEqual(['a']);
  });
});

it('decisions about one stream queue until the answer is ready, those about different streams do not', async () => {
  const decider = deciderOn(new MemoryEventStore());
  const order: string[] = [];
  let finish = (): void => undefined;
  const slow = decider.transact('s', () => ({
    events: [said('a')],
    answer: async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      order.push('first');
    },
  }));
  const queued = decider.transact('s', () => ({ events: [], answer: () => order.push('second') }));
  await decider.transact('other', () => ({ events: [said('b')], answer: () => order.push('other') }));
  finish();
  await Promise.all([slow, queued]);
  expect(order).toEqual(['other', 'first', 'second']);
});

describe('a state that is remembered', () => {
  it('is read on from where it was, and a single event of its own is not read again', async () => {
    const store = new ContestedStore();
    const decider = deciderOn(store);
    const from: unknown[] = [];
    const readStream = store.readStream.bind(store);
    store.readStream = (stream, options) => {
      from.push(options?.fromRevision);
      return readStream(stream, options);
    };
    await decider.transact('s', saying('a'));
    await decider.transact('s', saying('b'));
    expect([...(await decider.read('s')).state]).toEqual(['a', 'b']);
    expect(from).toEqual([0, 1, 2]);
  });

  it('takes in what a follower of the log brings, where it is the next event or the first one', async () => {
    const [store, log] = [new ContestedStore(), new MemoryEventStore()];
    const decider = deciderOn(store);
    await log.append('s', [said('a'), said('b'), said('c')], 'none');
    const events: StoredEvent[] = [];
    for await (const batch of log.readAll()) events.push(...batch);
    const [first, second, third] = events as [StoredEvent, StoredEvent, StoredEvent];
    decider.follow(second, 'b');
    decider.follow(first, 'a');
    decider.follow(third, 'c');
    expect([...(await decider.read('s')).state]).toEqual(['a']);
    decider.follow(second, 'b');
    decider.follow(second, 'b');
    expect([...(await decider.read('s')).state]).toEqual(['a', 'b']);
  });

  it('is shown to nobody while a decision adds to it, and is forgotten where that fails', async () => {
    const store = new MemoryEventStore();
    const decider = deciderOn(store);
    await decider.transact('s', saying('a'));
    const shown: string[][] = [];
    const several = (events: readonly NewEvent[]) =>
      decider.transact(
        's',
        async (words) => {
          words.add('b').add('c');
          shown.push([...(await decider.read('s')).state]);
          return { events, answer: () => null };
        },
        { isOwnState: true },
      );
    await expect(several([{ ...said('b'), type: '' }])).rejects.toThrow();
    expect([...(await decider.read('s')).state]).toEqual(['a']);
    await several([said('b'), said('c')]);
    expect(shown).toEqual([['a'], ['a']]);
    expect([...(await decider.read('s')).state]).toEqual(['a', 'b', 'c']);
  });
});

describe('a stream that is not in the cache', () => {
  const counting = async () => {
    const store = new MemoryEventStore();
    await store.append('s', ['a', 'b', 'c'].map(said), 'none');
    let decoded = 0;
    const decode = (event: StoredEvent) => {
      decoded += 1;
      return wordIn(event);
    };
    const decider = new Decider(store, { ...WORDS, decode }, new Map<string, Folded<Set<string>>>());
    return { store, decider, decoded: () => decoded };
  };

  it.each(['read', 'readWhatCanBe'] as const)(
    'is read once from its start, however many ask at once: %s',
    async (read) => {
      const { store, decider, decoded } = await counting();
      const asked = await Promise.all(Array.from({ length: 10 }, () => decider[read]('s')));
      expect(asked.map(({ state }) => [...state].join(''))).toEqual(Array.from({ length: 10 }, () => 'abc'));
      expect(decoded()).toBe(3);
      await store.append('s', [said('d')], 'any');
      expect([...(await decider[read]('s')).state]).toEqual(['a', 'b', 'c', 'd']);
      expect(decoded()).toBe(4);
    },
  );

  it('is read by each who asks where it cannot be folded', async () => {
    const { store, decider } = await counting();
    await store.append('s', [{ ...said('x'), data: {} }], 'any');
    const failing = new Decider(
      store,
      {
        ...WORDS,
        decode: (event) => {
          if (event.data.word === undefined) throw new Error('no word');
          return wordIn(event);
        },
      },
      new Map<string, Folded<Set<string>>>(),
    );
    const [whole, partial] = await Promise.allSettled([failing.read('s'), failing.readWhatCanBe('s')]);
    expect(whole).toMatchObject({ status: 'rejected' });
    expect(partial.status === 'fulfilled' && [...partial.value.state]).toEqual(['a', 'b', 'c']);
    expect([...(await decider.read('s')).state]).toHaveLength(4);
  });
});

it('without memory every decision reads its stream from the beginning', async () => {
  const decider = deciderOn(new MemoryEventStore(), null);
  await decider.transact('s', saying('a'));
  expect([...(await decider.read('s')).state]).toEqual(['a']);
  expect((await decider.read('s')).state).not.toBe((await decider.read('s')).state);
});
