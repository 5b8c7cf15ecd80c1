import { KeyRing, NeedLog, type Contacts, type NeedIndex } from '#contact-log';
import { obligationsOf } from '#relationship';
import { RegisterUnderTest } from './register-under-test.js';

let register: RegisterUnderTest;
beforeEach(async () => {
  register = await RegisterUnderTest.open();
});
afterEach(() => register.remove());

const codes = ({ refusals }: { readonly refusals: readonly { readonly code: string }[] }) =>
  refusals.map(({ code }) => code);

describe('fulfilling a need', () => {
  beforeEach(async () => {
    await register.open('acme', 'bolt', 'cargo');
    await register.decline('acme', 'tracking');
    await register.decline('bolt', 'tracking');
    await register.decline('cargo', 'lockers');
  });

  it('tells each customer who waits, and nobody else', async () => {
    register.today = 3;
    const { recorded } = await register.fulfil('tracking', {
      change: 'every part is tracked',
      occurredAt: register.iso(2),
    });
    expect(recorded?.contacts.map(({ type, data, at, recordedAt }) => [type, data, at, recordedAt])).toEqual(
      ['acme', 'bolt'].map((customerId) => [
        'NeedFulfilled',
        { customerId, needId: 'tracking', change: 'every part is tracked', occurredAt: register.iso(2) },
        register.ms(2),
        register.ms(3),
      ]),
    );
    expect(recorded).toMatchObject({ replayed: false, skipped: [] });
    expect(recorded?.contacts.map(({ causationId }) => causationId)).toEqual([recorded?.fact.id, recorded?.fact.id]);
    expect(await register.told('tracking', ['acme', 'bolt', 'cargo'])).toEqual([1, 1, 0]);
  });

  it('says where in the log all of it is', async () => {
    const { recorded } = await register.fulfil('tracking');
    expect(recorded?.position).toBe(await register.deployment.store.head());
  });

  it('tells those who waited at that time, asked they later or not', async () => {
    await register.open('dyna');
    register.today = 5;
    await register.decline('dyna', 'tracking');
    register.today = 6;
    await register.fulfil('tracking', { occurredAt: register.iso(4) });
    expect(await register.told('tracking', ['acme', 'bolt', 'dyna'])).toEqual([1, 1, 0]);
    expect((await register.need('tracking'))?.waitingCustomers).toMatchObject([{ customerId: 'dyna' }]);
  });

  it('names those who had asked and are served no longer', async () => {
    await register.record('RelationshipClosed', { customerId: 'bolt' });
    const { recorded } = await register.fulfil('tracking');
    expect(recorded?.contacts.map(({ data }) => data.customerId)).toEqual(['acme']);
    expect(recorded?.skipped).toEqual([{ customerId: 'bolt', code: 'RELATIONSHIP_CLOSED' }]);
  });

  it('names those who were erased', async () => {
    await register.record('CustomerErased', { customerId: 'acme' });
    expect((await register.fulfil('tracking')).recorded?.skipped).toEqual([
      { customerId: 'acme', code: 'CUSTOMER_ERASED' },
    ]);
  });

  it('tells a customer who is served again, and nobody twice', async () => {
    await register.record('RelationshipClosed', { customerId: 'bolt' });
    await register.fulfil('tracking');
    register.today = 1;
    await register.record('RelationshipReopened', { customerId: 'bolt' });
    const { recorded } = await register.fulfil('tracking');
    expect(recorded?.replayed).toBe(false);
    expect(recorded?.contacts.map(({ data }) => data.customerId)).toEqual(['bolt']);
    expect(await register.told('tracking', ['acme', 'bolt'])).toEqual([1, 1]);
  });

  describe('is refused', () => {
    it('where nobody ever asked', async () =>
      expect(codes(await register.fulfil('teleport'))).toEqual(['NEED_UNKNOWN']));
    it('where nobody had asked by then', async () =>
      expect(codes(await register.fulfil('tracking', { occurredAt: register.iso(-1) }))).toEqual(['NEED_UNKNOWN']));
    it('where nobody waits any more', async () => {
      await register.fulfil('tracking', { change: 'this' });
      expect(codes(await register.fulfil('tracking', { change: 'that' }))).toEqual(['NEED_ALREADY_FULFILLED']);
    });
    it('in the future', async () =>
      expect(codes(await register.fulfil('tracking', { occurredAt: register.iso(1) }))).toEqual([
        'OCCURRED_IN_FUTURE',
      ]));
    it('in a shape that makes no sense', async () =>
      expect(codes(await register.fulfil('tracking', { customerId: 'acme' }))).toEqual(['FIELD_UNKNOWN']));
    it('under a key used for something else', async () => {
      await register.takeStep('tracking', { idempotencyKey: 'k' });
      expect(codes(await register.fulfil('tracking', { idempotencyKey: 'k' }))).toEqual(['IDEMPOTENCY_CONFLICT']);
    });
    it('and then leaves nothing on record', async () => {
      const before = await register.events();
      await register.fulfil('teleport');
      await register.fulfil('tracking', { occurredAt: register.iso(1) });
      expect(await register.events()).toBe(before);
    });
  });

  describe('repeated', () => {
    it.each([{}, { change: 'it' }, { idempotencyKey: 'k' }, { idempotencyKey: 'k', change: 'it' }])(
      'adds nothing and answers as before: %j',
      async (facts) => {
        await register.record('RelationshipClosed', { customerId: 'bolt' });
        const first = await register.fulfil('tracking', facts);
        const before = await register.events();
        register.today = 1;
        const again = await register.fulfil('tracking', facts);
        expect(await register.events()).toBe(before);
        expect(first.recorded).not.toBeNull();
        expect(again).toEqual({ ...first, recorded: { ...first.recorded, replayed: true } });
      },
    );

    it('at the same time is one fulfilment', async () => {
      const answers = await Promise.all([1, 2, 3].map(() => register.fulfil('tracking')));
      expect(answers.map(({ recorded }) => recorded?.replayed)).toEqual([false, true, true]);
      expect(await register.told('tracking', ['acme', 'bolt'])).toEqual([1, 1]);
    });

    it('after somebody asked again is another fulfilment, of theirs alone', async () => {
      await register.fulfil('tracking');
      register.today = 1;
      await register.decline('acme', 'tracking');
      register.today = 2;
      const { recorded } = await register.fulfil('tracking');
      expect(recorded?.replayed).toBe(false);
      expect(await register.told('tracking', ['acme', 'bolt'])).toEqual([2, 1]);
    });

    it('under a key it is a repeat even so', async () => {
      await register.fulfil('tracking', { idempotencyKey: 'k' });
      register.today = 1;
      await register.decline('acme', 'tracking');
      expect((await register.fulfil('tracking', { idempotencyKey: 'k' })).recorded?.replayed).toBe(true);
      expect(await register.told('tracking', ['acme', 'bolt'])).toEqual([1, 1]);
    });
  });

  it('owes each of them a call, until there has been a word about the need', async () => {
    register.today = 1;
    await register.fulfil('tracking');
    const owed = async (customerId: string) => {
      const timeline = await register.deployment.log.timelineOf(customerId);
      const all = timeline === null ? [] : obligationsOf(timeline, register.ms(register.today));
      return all.map(({ kind, about }) => [kind, about]);
    };
    expect(await owed('acme')).toEqual([['FOLLOW_UP', 'need:tracking']]);
    expect(await owed('bolt')).toEqual([['FOLLOW_UP', 'need:tracking']]);
    expect(await owed('cargo')).toEqual([]);
    register.today = 2;
    await register.record('ProactiveCallMade', { customerId: 'acme', news: 'GOOD' });
    expect(await owed('acme')).toEqual([['FOLLOW_UP', 'need:tracking']]);
    await register.record('ProactiveCallMade', { customerId: 'acme', news: 'GOOD', about: { needId: 'tracking' } });
    expect(await owed('acme')).toEqual([]);
    await register.settle();
    const worklist = await register.deployment.views.callsOwed({ first: 10, now: register.ms(2) });
    expect(worklist.rows.map(({ row }) => [row.customerId, row.kind, row.about])).toEqual([
      ['bolt', 'FOLLOW_UP', 'need:tracking'],
    ]);
  });
});

describe('a crash half-way', () => {
  const customers = Array.from({ length: 70 }, (_, index) => `customer-${String(index).padStart(2, '0')}`);

  beforeEach(async () => {
    await register.open(...customers);
    await Promise.all(customers.map((customerId) => register.decline(customerId, 'tracking')));
    register.today = 1;
    await register.settle();
  });

  /** A register over the same log that breaks off after some contacts. */
  function breakingOff(after: number): NeedLog {
    const { log, store, views } = register.deployment;
    let left = after;
    const contacts: Contacts = {
      timelineOf: (customerId) => log.timelineOf(customerId),
      wholeTimelineOf: (customerId) => log.wholeTimelineOf(customerId),
      record: async (request) => {
        left -= 1;
        if (left < 0) throw new Error('the lights went out');
        return log.record(request);
      },
    };
    const index: NeedIndex = {
      askers: (needId) => views.askersOf(needId),
      unfinished: () => views.unfinishedFulfilments(),
      recorded: () => views.recordedNeeds(),
    };
    return new NeedLog(store, contacts, index, () => register.ms(register.today), new KeyRing(register.keysFile));
  }

  const breakOff = async (after: number, facts = {}) => {
    const input = { needId: 'tracking', change: 'it', ...facts };
    const request = { input, recordedBy: 'ana', correlationId: 'c-1' };
    await expect(breakingOff(after).fulfil(request)).rejects.toThrow('the lights went out');
    expect((await register.told('tracking', customers)).filter((times) => times === 1)).toHaveLength(after);
    await register.stop();
    await register.start();
    return () => register.fulfil('tracking', { change: 'it', ...facts });
  };

  it.each([0, 1, 33, 69])('after %d contacts is made good at the next start', async (after) => {
    await breakOff(after);
    register.today = 2;
    expect(await register.deployment.needs.resume()).toBe(1);
    expect(await register.told('tracking', customers)).toEqual(customers.map(() => 1));
    expect(await register.need('tracking')).toMatchObject({ status: 'FULFILLED', fulfilledAt: register.ms(1) });
    expect((await register.need('tracking'))?.fulfilments).toMatchObject([{ done: true, change: 'it' }]);
    expect(await register.deployment.needs.resume()).toBe(0);
  });

  it('is recorded by whoever began it, as of when it was, known only from when it was', async () => {
    await breakOff(0);
    register.today = 2;
    await register.deployment.needs.resume();
    const timeline = await register.deployment.log.timelineOf('customer-00');
    expect([...(timeline?.recorded() ?? [])].at(-1)).toMatchObject({
      type: 'NeedFulfilled',
      recordedBy: 'ana',
      correlationId: 'c-1',
      at: register.ms(1),
      recordedAt: register.ms(2),
    });
  });

  it.each([{}, { idempotencyKey: 'k' }])('is made good by the caller who tries again %j', async (facts) => {
    const tryAgain = await breakOff(40, facts);
    const { recorded } = await tryAgain();
    expect(recorded?.replayed).toBe(true);
    expect(recorded?.contacts.map(({ data }) => data.customerId)).toEqual(customers);
    expect(await register.told('tracking', customers)).toEqual(customers.map(() => 1));
    expect(await register.deployment.needs.resume()).toBe(0);
  });

  it('is made good before anything else is said of the need', async () => {
    await breakOff(40);
    expect(codes(await register.fulfil('tracking', { change: 'something else' }))).toEqual(['NEED_ALREADY_FULFILLED']);
    expect(codes(await register.takeStep('tracking'))).toEqual(['NEED_ALREADY_FULFILLED']);
    expect(await register.told('tracking', customers)).toEqual(customers.map(() => 1));
  });

  it('leaves alone who asked only after the need was fulfilled', async () => {
    await register.open('late');
    await breakOff(40);
    register.today = 2;
    await register.decline('late', 'tracking');
    await register.decline('customer-00', 'tracking');
    await register.deployment.needs.resume();
    expect(await register.told('tracking', ['late', 'customer-00'])).toEqual([0, 1]);
    expect((await register.need('tracking'))?.waitingCustomers.map(({ customerId }) => customerId)).toEqual([
      'customer-00',
      'late',
    ]);
  });

  it('with a clock that was set back meanwhile is made good all the same', async () => {
    await breakOff(40);
    register.today = 0.5;
    await register.deployment.needs.resume();
    expect(await register.told('tracking', customers)).toEqual(customers.map(() => 1));
  });

  it('is made good once by two servers that start together', async () => {
    await breakOff(40);
    await register.beside(async (other) => {
      const finished = await Promise.all([register.deployment.needs.resume(), other.needs.resume()]);
      expect(Math.max(...finished)).toBe(1);
    });
    expect(await register.told('tracking', customers)).toEqual(customers.map(() => 1));
    await register.settle();
    expect(await register.deployment.views.unfinishedFulfilments()).toEqual([]);
  });
});

it('says in one answer what two callers began at once', async () => {
  await register.open('acme', 'bolt');
  await Promise.all(['acme', 'bolt'].map((customerId) => register.decline(customerId, 'tracking')));
  await register.beside(async (other) => {
    const request = { input: { needId: 'tracking' }, recordedBy: 'test', correlationId: 'test' };
    const answers = await Promise.all([register.fulfil('tracking'), other.needs.fulfil(request)]);
    expect(answers.map(({ recorded }) => recorded?.contacts.length)).toEqual([2, 2]);
    expect(answers.map(({ recorded }) => recorded?.replayed).sort()).toEqual([false, true]);
  });
  expect(await register.told('tracking', ['acme', 'bolt'])).toEqual([1, 1]);
});

it('waits for the views to be as new as the log', async () => {
  await register.open('acme');
  await register.decline('acme', 'tracking');
  expect((await register.fulfil('tracking')).recorded?.contacts).toHaveLength(1);
});
