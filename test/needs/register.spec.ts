import type { NeedStatus } from '#relationship';
import { RegisterUnderTest } from './register-under-test.js';

let register: RegisterUnderTest;
beforeEach(async () => {
  register = await RegisterUnderTest.open();
  await register.open('acme', 'bolt', 'cargo', 'dyna');
});
afterEach(() => register.remove());

/** Need ids in the order of the register. */
const listed = async (status?: NeedStatus) => {
  await register.settle();
  const { rows } = await register.deployment.views.needs({ status, first: 50 });
  return rows.map(({ row }) => row.needId);
};

describe('a need in the register', () => {
  it('is not there before anybody asked', async () => {
    await register.record('RequestDeclined', { customerId: 'acme' });
    expect(await listed()).toEqual([]);
    expect(await register.need('tracking')).toBeNull();
  });

  it('says who waits, since when, and how often they asked', async () => {
    await register.decline('bolt', 'tracking', { requestId: 'R1' });
    register.today = 1;
    const asked = await register.decline('acme', 'tracking', { requestId: 'R2', alternatives: [{ kind: 'LATER' }] });
    await register.record('AlternativeAnswered', { customerId: 'acme', requestId: 'R2', accepted: true });
    register.today = 2;
    const again = await register.decline('bolt', 'tracking', { requestId: 'R3', need: 'to know where parts are' });
    expect(await register.need('tracking')).toEqual({
      needId: 'tracking',
      status: 'OPEN',
      waiting: 2,
      waitingSince: register.ms(0),
      customersAsked: 2,
      timesAsked: 3,
      alternativesAccepted: 1,
      fulfilledAt: null,
      owner: null,
      steps: [],
      fulfilments: [],
      wordedBy: { customerId: 'bolt', contactId: again },
      waitingCustomers: [
        { customerId: 'bolt', since: register.ms(0), timesAsked: 2, lastRequestContactId: again },
        { customerId: 'acme', since: register.ms(1), timesAsked: 1, lastRequestContactId: asked },
      ],
    });
  });

  it('is a PATHWAY from the first step, owned as the latest step says', async () => {
    await register.decline('acme', 'tracking');
    register.today = 1;
    const first = await register.takeStep('tracking', { step: 'asked for budget', owner: 'ben' });
    register.today = 2;
    const second = await register.takeStep('tracking', { step: 'budget granted' });
    const steps = [
      { stepId: first.recorded?.fact.id, step: 'asked for budget', owner: 'ben', occurredAt: register.ms(1) },
      { stepId: second.recorded?.fact.id, step: 'budget granted', owner: null, occurredAt: register.ms(2) },
    ].map((step) => ({ ...step, recordedBy: 'test' }));
    expect(await register.need('tracking')).toMatchObject({ status: 'PATHWAY', owner: 'ben', steps });
  });

  it('orders steps by when they were taken, not by when they were recorded', async () => {
    await register.decline('acme', 'tracking');
    register.today = 3;
    await register.takeStep('tracking', { step: 'second', owner: 'cleo' });
    await register.takeStep('tracking', { step: 'first', owner: 'ben', occurredAt: register.iso(1) });
    const need = await register.need('tracking');
    expect(need?.steps.map(({ step }) => step)).toEqual(['first', 'second']);
    expect(need?.owner).toBe('cleo');
  });

  it('is FULFILLED when nobody waits any more, and says by what', async () => {
    await register.decline('acme', 'tracking');
    await register.takeStep('tracking');
    register.today = 1;
    const { recorded } = await register.fulfil('tracking', { change: 'every part is tracked' });
    expect(await register.need('tracking')).toMatchObject({
      status: 'FULFILLED',
      waiting: 0,
      waitingSince: null,
      waitingCustomers: [],
      customersAsked: 1,
      fulfilledAt: register.ms(1),
      fulfilments: [{ fulfilmentId: recorded?.fact.id, change: 'every part is tracked', done: true }],
    });
  });

  it('is OPEN again when somebody asks again, until a step is taken anew', async () => {
    await register.decline('acme', 'tracking');
    await register.takeStep('tracking');
    register.today = 1;
    await register.fulfil('tracking');
    register.today = 2;
    await register.decline('bolt', 'tracking');
    expect(await register.need('tracking')).toMatchObject({ status: 'OPEN', waiting: 1, waitingSince: register.ms(2) });
    await register.takeStep('tracking');
    expect(await register.need('tracking')).toMatchObject({ status: 'PATHWAY' });
  });

  it('forgets a request that is taken back, and customers who are served no longer', async () => {
    const mistake = await register.decline('acme', 'tracking');
    await register.decline('bolt', 'tracking');
    await register.decline('cargo', 'tracking');
    await register.record('ContactRetracted', { customerId: 'acme', contactId: mistake });
    await register.record('RelationshipClosed', { customerId: 'cargo' });
    expect(await register.need('tracking')).toMatchObject({ waiting: 1, customersAsked: 2, timesAsked: 2 });
  });

  it('takes no step that nobody waits for', async () => {
    const refused = async (needId: string, facts = {}) =>
      (await register.takeStep(needId, facts)).refusals.map(({ code }) => code);
    await register.decline('acme', 'tracking');
    expect(await refused('teleport')).toEqual(['NEED_UNKNOWN']);
    expect(await refused('tracking', { occurredAt: register.iso(-1) })).toEqual(['NEED_UNKNOWN']);
    expect(await refused('tracking', { occurredAt: register.iso(1) })).toEqual(['OCCURRED_IN_FUTURE']);
    expect(await refused('tracking', { step: '' })).toEqual(['FIELD_EMPTY']);
    await register.fulfil('tracking');
    expect(await refused('tracking')).toEqual(['NEED_ALREADY_FULFILLED']);
  });

  it('takes a step under one key once', async () => {
    await register.decline('acme', 'tracking');
    const first = await register.takeStep('tracking', { idempotencyKey: 'k' });
    const again = await register.takeStep('tracking', { idempotencyKey: 'k' });
    expect(again).toEqual({ ...first, recorded: { ...first.recorded, replayed: true } });
    const other = await register.takeStep('tracking', { idempotencyKey: 'k', step: 'something else' });
    expect(other.refusals.map(({ code }) => code)).toEqual(['IDEMPOTENCY_CONFLICT']);
    expect((await register.need('tracking'))?.steps).toHaveLength(1);
  });
});

describe('the register', () => {
  beforeEach(async () => {
    // Three wait for lockers; two each for wifi, the longer one, and tracking; one for parking; nobody for lifts.
    for (const [days, needId, ...customers] of [
      [0, 'lifts', 'acme'],
      [1, 'wifi', 'acme'],
      [2, 'tracking', 'acme', 'bolt'],
      [3, 'wifi', 'bolt'],
      [4, 'lockers', 'acme', 'bolt', 'cargo'],
      [5, 'parking', 'dyna'],
    ] as const) {
      register.today = days;
      for (const customerId of customers) await register.decline(customerId, needId);
    }
    register.today = 6;
    await register.fulfil('lifts');
    await register.takeStep('tracking');
    await register.takeStep('lifts', { occurredAt: register.iso(1) });
  });
  const ALL = ['lockers', 'wifi', 'tracking', 'parking', 'lifts'];

  it('has the most awaited first, then the one awaited longest', async () => expect(await listed()).toEqual(ALL));

  it('tells what was taken up from what was not', async () => {
    expect(await listed('OPEN')).toEqual(['lockers', 'wifi', 'parking']);
    expect(await listed('PATHWAY')).toEqual(['tracking']);
    expect(await listed('FULFILLED')).toEqual(['lifts']);
  });

  it.each([1, 2, 3, 5])('is the same in pages of %d', async (first) => {
    await register.settle();
    const met: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { rows, hasNextPage } = await register.deployment.views.needs({ first, after });
      met.push(...rows.map(({ row }) => row.needId));
      after = rows.at(-1)?.cursor ?? null;
      more = hasNextPage;
    }
    expect(met).toEqual(ALL);
  });

  it('takes no cursor of another list', async () => {
    const cursor = Buffer.from(JSON.stringify(['callsOwed', 1, 2, 'x'])).toString('base64url');
    await expect(register.deployment.views.needs({ first: 1, after: cursor })).rejects.toThrow('not one of this list');
  });

  it('says who waits for several needs at once', async () => {
    await register.settle();
    const waiting = await register.deployment.views.waitingFor(['wifi', 'lifts', 'tracking', 'nothing']);
    const names = [...waiting].map(([needId, who]) => [needId, who.map(({ customerId }) => customerId)]);
    expect(names).toEqual([
      ['tracking', ['acme', 'bolt']],
      ['wifi', ['acme', 'bolt']],
    ]);
  });
});
