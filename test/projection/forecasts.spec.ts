import { sql } from 'kysely';
import type { Deployment } from '#deployment';
import { DAY_MS, Timeline, toIso, type RecordedContact } from '#relationship';
import { TRUST_BETA_1 } from '#trust';
import {
  byScore,
  evaluate,
  FORECAST,
  inOrderOfTime,
  nextExpectation,
  NOTHING_LEFT_OUT,
  predictCustomer,
  type ComparablePrediction,
} from '#validation';
import { temporaryFolder, within } from '../kit/deployment.js';
import { viewsAreInPostgres } from '../kit/views.js';

const MONDAY = Date.UTC(2026, 0, 5, 9);
const at = (days: number): string => toIso(MONDAY + days * DAY_MS);
const folder = temporaryFolder();
afterAll(() => folder.remove());

/** The clock of the deployment, days after the first Monday. */
let today = 0;
let made = 0;

/** A deployment of its own for each test, whose clock stands at `today`. */
const inside = async <T>(act: (deployment: Deployment) => Promise<T>): Promise<T> => {
  made += 1;
  today = 0;
  return within(`${folder.path}/${made}`, act, () => MONDAY + today * DAY_MS);
};

/** Records contacts as of today, and brings the views up to date. */
async function say(deployment: Deployment, ...said: readonly (readonly [type: string, input: object])[]) {
  const ids: string[] = [];
  for (const [type, input] of said) {
    const whole = { occurredAt: at(today), ...input };
    const answer = await deployment.log.record({ type, input: whole, recordedBy: 'test', correlationId: 'test' });
    expect(answer.refusals).toEqual([]);
    ids.push(answer.recorded?.contact.id ?? '');
  }
  await deployment.projector.catchUp();
  await deployment.relationships.refresh();
  return ids;
}

const opened = (customerId: string) => ['RelationshipOpened', { customerId }] as const;
const promised = (customerId: string, expectationId: string, group?: string, dueIn = 30) =>
  ['ExpectationSet', { customerId, expectationId, dueAt: at(today + dueIn), ...(group && { group }) }] as const;
const settled = (customerId: string, expectationId: string, kept: boolean) =>
  ['ExpectationSettled', { customerId, expectationId, kept }] as const;

/** Group, kept and missed of each week, the week counted from the first Monday. */
async function counts({ db }: Deployment) {
  const rows = await db.selectFrom('answers_by_week').selectAll().orderBy('week').orderBy('group_name').execute();
  const first = 2923;
  return rows.map(({ week, group_name, kept, missed }) => [week - first, group_name, kept, missed]);
}

/** The counts must always be the sums of the answers. */
async function sums({ db }: Deployment) {
  const { rows } = await sql<{ week: number; name: string; kept: number; missed: number }>`
    select known_week as week, group_name as name, sum(1 - missed) as kept, sum(missed) as missed
    from promises_answered group by known_week, group_name order by 1, 2`.execute(db);
  return rows.map(({ week, name, kept, missed }) => [week - 2923, name, Number(kept), Number(missed)]);
}

const forecastOf = async ({ views }: Deployment, expectationId: string) => {
  const { rows } = await views.callsOwed({ first: 200, now: MONDAY + today * DAY_MS, kinds: ['DELIVER'] });
  const found = rows.find(({ row }) => row.about === `expectation:${expectationId}`);
  expect(found).toBeDefined();
  return found?.row.forecast ?? null;
};

describe('the answers of each week', () => {
  it('change by what each contact changes, and a retraction takes an answer away', () =>
    inside(async (deployment) => {
      await say(deployment, opened('a'), opened('b'), promised('a', 'A', 'net'), promised('b', 'B', 'net'));
      expect(await counts(deployment)).toEqual([]);
      const [settlement = ''] = await say(deployment, settled('a', 'A', true));
      await say(deployment, settled('b', 'B', false));
      expect(await counts(deployment)).toEqual([[0, 'net', 1, 1]]);
      today = 8;
      await say(deployment, promised('a', 'C'));
      await say(deployment, settled('a', 'C', false));
      expect(await counts(deployment)).toEqual([
        [0, 'net', 1, 1],
        [1, '', 0, 1],
      ]);
      await say(deployment, ['ContactRetracted', { customerId: 'a', contactId: settlement, reason: 'wrong one' }]);
      expect(await counts(deployment)).toEqual([
        [0, 'net', 0, 1],
        [1, '', 0, 1],
      ]);
      expect(await sums(deployment)).toEqual(await counts(deployment));
    }));

  it('lose those of an erased customer', () =>
    inside(async (deployment) => {
      await say(deployment, opened('a'), promised('a', 'A', 'net'), settled('a', 'A', true));
      expect(await counts(deployment)).toEqual([[0, 'net', 1, 0]]);
      await say(deployment, ['CustomerErased', { customerId: 'a' }]);
      expect([await counts(deployment), await sums(deployment)]).toEqual([[], []]);
    }));

  it('gain a promise as its due time passes, and move it to the week in which it was done late', () =>
    inside(async (deployment) => {
      await say(deployment, opened('a'), promised('a', 'A', 'net', 2));
      today = 3;
      await deployment.relationships.refresh();
      expect(await counts(deployment)).toEqual([[0, 'net', 0, 1]]);
      today = 9;
      await say(deployment, ['ExpectationMet', { customerId: 'a', expectationId: 'A' }]);
      expect(await counts(deployment)).toEqual([[1, 'net', 0, 1]]);
    }));
});

describe('the forecast of an open promise', () => {
  it('is that of the formula, renewed on Monday, and at once by the answers of the customer', () =>
    inside(async (deployment) => {
      await say(deployment, opened('a'), opened('b'), promised('a', 'A', 'net'), promised('b', 'B', 'net'));
      await say(deployment, promised('a', 'open', 'net'), settled('b', 'B', false));
      expect(await forecastOf(deployment, 'open')).toMatchObject({
        kept: 0,
        groupMissed: 0,
        since: null,
        keptRate: 0.7,
      });
      expect((await forecastOf(deployment, 'open'))?.risk).toBeCloseTo(0.3, 12);
      await say(deployment, settled('a', 'A', true));
      // One kept promise, and 0.7 that counts as two.
      expect((await forecastOf(deployment, 'open'))?.risk).toBeCloseTo(1 - (1 + 2 * 0.7) / 3, 12);
      today = 7;
      const left = 0.5 ** (7 / 90);
      const book = (1 + 14) / (2 + 20);
      const forecast = await forecastOf(deployment, 'open');
      expect(forecast).toMatchObject({
        group: 'net',
        kept: 1,
        missed: 0,
        groupKept: 1,
        groupMissed: 1,
        calibratedOn: 0,
      });
      expect(forecast?.since).toBe(Date.UTC(2026, 0, 5));
      const rate = forecast?.keptRate ?? 0;
      expect(rate).toBeLessThan(book + 1e-12);
      expect(forecast?.risk).toBeCloseTo(1 - (left + 2 * rate) / (left + 2), 12);
    }));

  it('is renewed within the week where a retraction changes what was known before', () =>
    inside(async (deployment) => {
      await say(deployment, opened('a'), opened('b'), promised('b', 'open', 'net'), promised('a', 'A', 'net'));
      const [settlement = ''] = await say(deployment, settled('a', 'A', false));
      today = 7;
      expect(await forecastOf(deployment, 'open')).toMatchObject({ groupMissed: 1 });
      await say(deployment, ['ContactRetracted', { customerId: 'a', contactId: settlement, reason: 'wrong one' }]);
      expect(await forecastOf(deployment, 'open')).toMatchObject({ groupMissed: 0, keptRate: 0.7 });
    }));

  it('is null once the promise is overdue, and as of another time', () =>
    inside(async (deployment) => {
      await say(deployment, opened('a'), promised('a', 'A', 'net', 2));
      const vantage = { asOf: MONDAY + DAY_MS, knownAt: null, position: null, model: null };
      const then = await deployment.snapshots.open(vantage);
      const { rows } = await then.views.callsOwed({ first: 5, now: MONDAY + DAY_MS, kinds: ['DELIVER'] });
      expect(rows.map(({ row }) => row.forecast)).toEqual([null]);
      expect(await forecastOf(deployment, 'A')).not.toBeNull();
      today = 3;
      expect(await forecastOf(deployment, 'A')).toBeNull();
    }));
});

describe('the worklist by risk times points', () => {
  it('is the whole worklist in that order, page by page', () =>
    inside(async (deployment) => {
      const customers = Array.from({ length: 12 }, (_, index) => `c${index}`);
      for (const [index, customerId] of customers.entries()) {
        await say(deployment, opened(customerId), promised(customerId, `${customerId}-1`, 'net'));
        await say(deployment, settled(customerId, `${customerId}-1`, index % 3 !== 0));
        await say(deployment, promised(customerId, `${customerId}-2`, 'net', 2 + (index % 4)));
        if (index % 5 === 0)
          await say(deployment, ['IssueReported', { customerId, issueId: `I-${index}`, raisedBy: 'PROVIDER' }]);
        if (index === 7) await say(deployment, ['RequestReceived', { customerId, requesterRole: 'EXECUTIVE' }]);
      }
      today = 3.5;
      const now = MONDAY + today * DAY_MS;
      const { rows } = await deployment.views.callsOwed({ first: 100, now, orderBy: 'RISK_TIMES_POINTS' });
      const expected = rows.map(({ row }) => {
        const daysLeft = Math.max(0, row.dueAt - now) / DAY_MS;
        return row.kind === 'HEADS_UP' ? 1e300 : (row.pointsAtStake * (row.forecast?.risk ?? 1)) / (1 + daysLeft);
      });
      expect(rows[0]?.row.kind).toBe('HEADS_UP');
      expect(rows.some(({ row }) => row.forecast !== null)).toBe(true);
      expect(expected).toEqual(expected.toSorted((a, b) => b - a));
      const byPoints = await deployment.views.callsOwed({ first: 100, now });
      const idsOf = (page: typeof rows) => page.map(({ row }) => row.obligationId);
      expect(idsOf(rows).toSorted()).toEqual(idsOf(byPoints.rows).toSorted());
      expect(idsOf(rows)).not.toEqual(idsOf(byPoints.rows));
      const paged: string[] = [];
      for (let after: string | null = null; ;) {
        const page = await deployment.views.callsOwed({ first: 4, after, now, orderBy: 'RISK_TIMES_POINTS' });
        paged.push(...idsOf(page.rows));
        if (!page.hasNextPage) break;
        after = page.rows.at(-1)?.cursor ?? null;
      }
      expect(paged).toEqual(idsOf(rows));
    }));
});

/** What the backtest says of each promise, by its id. */
function backtested(histories: readonly RecordedContact[][]): ReadonlyMap<string, number> {
  const predictors = [byScore(TRUST_BETA_1)] as const;
  const predictions: ComparablePrediction[] = [];
  for (const contacts of histories) {
    const { customerId } = Timeline.of(contacts);
    const { questions } = nextExpectation(contacts, 'SET', Infinity);
    predictions.push(
      ...predictCustomer({ customerId, contacts }, questions, { predictors, leaky: false, gamed: false }).predictions,
    );
  }
  let risks: readonly number[] = [];
  const dataSet = { from: MONDAY, until: Infinity, leftOut: NOTHING_LEFT_OUT };
  evaluate(
    {
      ...{ predictions, gamed: [], censored: {}, sampledShare: 1, dataSet },
      blindSpots: { model: TRUST_BETA_1.id, customers: 0, dimensions: [] },
    },
    {
      ...{ title: 'x', outcome: 'x', predictors: [predictors[0].name], ofPromises: true, fittedTo: [], capacities: [] },
      ...{ rounds: 1, seed: 1, warmUpShare: 0, minimumHistory: 0, within: 'NONE' },
    },
    { contestant: (each) => (risks = each.name === FORECAST ? each.risks : risks) },
  );
  return new Map(inOrderOfTime(predictions).map(({ question }, index) => [question.id, risks[index] ?? NaN]));
}

it('what was served is what the backtest says later of the same promise, calibration included', () =>
  inside(async (deployment) => {
    // Half of the customers mostly get what we promised, half hardly ever: a forecast that waits for two answers is too careful.
    const customers = Array.from({ length: 10 }, (_, index) => `c${index}`);
    await say(deployment, ...customers.map(opened));
    const promise = (customerId: string) => `${customerId}-${today}`;
    const group = (index: number) => (index % 2 === 0 ? 'net' : undefined);
    const [lastWeek, rounds] = viewsAreInPostgres() ? [84, 12] : [140, 20];
    for (let week = 0; week < rounds; week += 1) {
      today = week * 7;
      await say(deployment, ...customers.map((each, index) => promised(each, promise(each), group(index))));
      await say(
        deployment,
        ...customers.map((each, index) => settled(each, promise(each), ((week + index) % 10 !== 0) === index < 5)),
      );
    }
    today = lastWeek;
    await say(deployment, ...customers.map((each, index) => promised(each, promise(each), group(index))));
    const served = new Map<string, number>();
    for (const each of customers) {
      const forecast = await forecastOf(deployment, promise(each));
      expect(forecast?.calibratedOn).toBe(rounds * 10);
      served.set(promise(each), forecast?.risk ?? NaN);
    }
    const asked = today;
    today = lastWeek + 1;
    await say(deployment, ...customers.map((each) => settled(each, `${each}-${asked}`, true)));
    const histories: RecordedContact[][] = [];
    for (const each of customers) histories.push([...((await deployment.log.timelineOf(each))?.recorded() ?? [])]);
    const later = backtested(histories);
    for (const [expectationId, risk] of served) expect(later.get(expectationId)).toBeCloseTo(risk, 9);
    for (const risk of served.values()) expect(Math.abs(risk - 0.5)).toBeLessThan(0.49);
    expect(new Set([...served.values()].map((risk) => risk.toFixed(6))).size).toBeGreaterThan(2);
  }));
