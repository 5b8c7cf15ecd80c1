import { CATALOG, obligationsOf, OBLIGATION_KINDS, type Timeline } from '#relationship';
import { assessTimeline, TRUST_BANDS, DEFAULT_MODEL } from '#trust';
import { ACCOUNT_MANAGERS } from '../../apps/cli/src/demo/account-managers.js';
import type { PlannedContact } from '../../apps/cli/src/demo/scenes/planned-contact.js';
import { recordSimulation, type Recorded } from '../../apps/cli/src/demo/record-simulation.js';
import { simulate } from '../../apps/cli/src/demo/simulate.js';
import { memoryLog } from './stories.js';
import { WAITING_CALENDAR } from '../kit/waiting.js';

const UNTIL = Date.UTC(2026, 5, 17, 14, 30);
const OPTIONS = { seed: 1, customers: 120, until: UNTIL };
/**
 * What the demo leaves out on purpose: each of its customers has one id, nobody could look at a customer who was erased, and none is in dispute.
 */
const LEFT_OUT = ['RelationshipsMerged', 'CustomerIdentified', 'LegalHoldSet', 'LegalHoldLifted', 'CustomerErased'];

const { customers, contacts } = simulate(OPTIONS);
const only = (type: string): PlannedContact[] => contacts.filter((contact) => contact.type === type);
const factOf = (contact: PlannedContact, name: string): unknown => (contact.facts as Record<string, unknown>)[name];

describe('the simulation', () => {
  it('is the same for the same seed, byte for byte, and another for another', () => {
    const [once, again, other] = [1, 1, 2].map((seed) => JSON.stringify(simulate({ ...OPTIONS, seed, customers: 20 })));
    expect(again).toBe(once);
    expect(other).not.toBe(once);
  });

  it('begins a larger book with the customers of a smaller one', () => {
    const fewer = simulate({ ...OPTIONS, customers: 7 });
    const known = new Set(fewer.customers.map(({ customerId }) => customerId));
    expect(contacts.filter(({ customerId }) => known.has(customerId))).toEqual(fewer.contacts);
  });

  it('refuses a book that it has no names for', () => {
    expect(() => simulate({ ...OPTIONS, customers: 401 })).toThrow(RangeError);
    expect(() => simulate({ ...OPTIONS, customers: 0 })).toThrow(RangeError);
  });

  it('records nothing before it happened, nothing after the end, and some things days late', () => {
    const lags = contacts.map(({ occurredAt, recordedAt }) => recordedAt - occurredAt);
    expect(Math.min(...lags)).toBeGreaterThan(0);
    expect(Math.max(...contacts.map(({ recordedAt }) => recordedAt))).toBeLessThanOrEqual(UNTIL);
    expect(lags.filter((lag) => lag > 3 * 86_400_000).length).toBeGreaterThan(0);
  });

  it('has every contact there is', () => {
    const wanted = CATALOG.filter(({ mutation }) => mutation !== null).map(({ type }) => type);
    const told = new Set<string>(contacts.map(({ type }) => type));
    expect(wanted.filter((type) => !told.has(type))).toEqual(LEFT_OUT);
    expect(told).toContain('NeedFulfilled');
  });

  it('has needs that stand behind the requests of many customers', () => {
    const waiting = new Map<unknown, Set<string>>();
    for (const decline of only('RequestDeclined')) {
      const needId = factOf(decline, 'needId');
      waiting.set(needId, (waiting.get(needId) ?? new Set()).add(decline.customerId));
    }
    waiting.delete(undefined);
    expect(waiting.size).toBeGreaterThan(0);
    for (const of of waiting.values()) expect(of.size).toBeGreaterThan(5);
  });
});

describe('the simulation, recorded', () => {
  const log = memoryLog();
  const timelines = new Map<string, Timeline>();
  let recorded: Recorded;

  beforeAll(async () => {
    recorded = await recordSimulation(log, contacts, 'test');
    for (const { customerId } of customers) timelines.set(customerId, (await log.timelineOf(customerId)) as Timeline);
  });

  const assessed = (timeline: Timeline) => assessTimeline(timeline, UNTIL, DEFAULT_MODEL);
  const bookOf = (owner: string): Timeline[] => {
    const index = ACCOUNT_MANAGERS.findIndex((each) => each.owner === owner);
    const own = customers.filter((customer) => customer.index % ACCOUNT_MANAGERS.length === index);
    return own.map(({ customerId }) => timelines.get(customerId) as Timeline);
  };
  const each = (owner: string, count: (timeline: Timeline) => number): number => {
    const book = bookOf(owner);
    return book.reduce((sum, timeline) => sum + count(timeline), 0) / book.length;
  };
  const entries = (evidenceClass: string) => (timeline: Timeline) =>
    timeline.evidence().filter((entry) => entry.class === evidenceClass && entry.at <= UNTIL).length;

  it('is refused by no rule', () => {
    expect(recorded.refused).toEqual([]);
    expect(recorded.written).toBe(contacts.length);
  });

  it('takes back what was recorded in error', async () => {
    const taken = only('ContactRetracted');
    expect(taken).not.toEqual([]);
    for (const { customerId, retracts } of taken) {
      const timeline = timelines.get(customerId);
      const visit = await log.recordedUnder(customerId, retracts ?? '');
      expect(visit && timeline?.isRetracted(visit.id)).toBe(true);
    }
  });

  it('has relationships in all four bands', () => {
    const bands = new Set([...timelines.values()].map((timeline) => assessed(timeline)?.band));
    expect(bands).toEqual(new Set(TRUST_BANDS));
  });

  it('leaves something of every kind owed today', () => {
    const owed = [...timelines.values()].flatMap((timeline) => obligationsOf(timeline, UNTIL, WAITING_CALENDAR));
    expect(new Set(owed.map(({ kind }) => kind))).toEqual(new Set(OBLIGATION_KINDS));
    expect(owed.some(({ kind, dueAt }) => kind === 'DISCLOSE' && dueAt > UNTIL)).toBe(true);
  });

  it('shows who rings first and whose customers do', () => {
    const disclosed = entries('proactive_disclosure');
    expect(each('am-harbour', disclosed)).toBeGreaterThan(2 * each('am-summit', disclosed));
    expect(each('am-summit', entries('surprise'))).toBeGreaterThan(5 * each('am-harbour', entries('surprise')));
  });

  it('shows who goes quiet', () => {
    expect(each('am-lantern', entries('update_owed_not_sent'))).toBeGreaterThan(0.5);
    expect(each('am-harbour', entries('update_owed_not_sent'))).toBeLessThan(0.1);
    expect(each('am-lantern', entries('check_in'))).toBeLessThan(0.7 * each('am-harbour', entries('check_in')));
  });

  it('shows who says no well, and who takes promises back', () => {
    const [well, plain] = [entries('decline_with_alternative'), entries('decline_plain')];
    expect(each('am-orchard', well)).toBeGreaterThan(3 * each('am-lantern', well));
    expect(each('am-lantern', plain)).toBeGreaterThan(3 * each('am-orchard', plain));
    expect(each('am-meadow', entries('withdrawn'))).toBeGreaterThan(2 * each('am-lantern', entries('withdrawn')));
  });

  it('shows it in the scores', () => {
    const mean = (owner: string) => each(owner, (timeline) => assessed(timeline)?.score ?? 0);
    expect(mean('am-harbour')).toBeGreaterThan(mean('am-summit') + 10);
    expect(mean('am-orchard')).toBeGreaterThan(mean('am-meadow') + 10);
    expect(mean('am-summit')).toBeGreaterThan(mean('am-lantern'));
  });

  it('lets those leave who were treated worse', () => {
    const scoresOf = (kind: string): number[] =>
      only('OutcomeObserved')
        .filter((outcome) => factOf(outcome, 'kind') === kind)
        .map(({ customerId, occurredAt }) => {
          const timeline = timelines.get(customerId) as Timeline;
          return assessTimeline(timeline, occurredAt, DEFAULT_MODEL)?.score ?? 0;
        });
    const [left, renewed] = [scoresOf('LEFT'), scoresOf('RENEWED')];
    const mean = (scores: number[]) => scores.reduce((sum, score) => sum + score, 0) / scores.length;
    expect(left.length).toBeGreaterThan(4);
    expect(renewed.length).toBeGreaterThan(4 * left.length);
    expect(mean(left)).toBeLessThan(mean(renewed) - 8);
  });
});
