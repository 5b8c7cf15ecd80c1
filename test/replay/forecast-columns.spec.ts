import { DAY_MS, toIso } from '#relationship';
import { temporaryFolder, within } from '../kit/deployment.js';
import { linesOf, rapportHere } from './in-process.js';

const MONDAY = Date.UTC(2026, 0, 5, 9);
const NOW = MONDAY + 60 * DAY_MS;
const at = (days: number) => toIso(MONDAY + days * DAY_MS);

type Said = readonly [days: number, type: string, facts: object];
/** A promise a week, kept three times of four, and one that is open. */
const said = (customerId: string, group: string): readonly Said[] => [
  [0, 'RelationshipOpened', { customerId }],
  ...Array.from({ length: 8 }, (_, week): readonly Said[] => {
    const expectationId = `${customerId}-${week}`;
    const kept = (week + customerId.length) % 4 !== 0;
    return [
      [week * 7, 'ExpectationSet', { customerId, expectationId, group, dueAt: at(week * 7 + 30) }],
      [week * 7 + 2, 'ExpectationSettled', { customerId, expectationId, kept }],
    ];
  }).flat(),
  [58, 'ExpectationSet', { customerId, expectationId: `${customerId}-open`, group, dueAt: at(65) }],
  [58, 'ExpectationSet', { customerId, expectationId: `${customerId}-overdue`, group, dueAt: at(59) }],
];

it('says of each open promise in columns what the worklist says', async () => {
  const folder = temporaryFolder();
  try {
    const served = await within(
      folder.path,
      async ({ log, projector, views }) => {
        const all = ['a', 'bb', 'ccc'].flatMap((customerId, index) => said(customerId, index === 0 ? 'net' : 'mail'));
        for (const [days, type, facts] of all) {
          const input = { occurredAt: at(days), ...facts };
          const by = { recordedAt: MONDAY + days * DAY_MS, recordedBy: 'test', correlationId: 'test' };
          expect((await log.record({ type, input, ...by })).refusals).toEqual([]);
        }
        await projector.catchUp();
        const { rows } = await views.callsOwed({ first: 50, now: NOW });
        return rows.map(({ row }) => row);
      },
      () => NOW,
    );
    const text = await rapportHere(folder.path, 'export', 'obligations', '--format', 'ndjson', '--as-of', toIso(NOW));
    const exported = new Map(linesOf<Record<string, unknown>>(text).map((row) => [row.obligation_id, row]));
    const open = served.filter(({ forecast }) => forecast !== null);
    expect(open).toHaveLength(3);
    expect(exported.size).toBe(served.length);
    for (const { obligationId, forecast } of served) {
      const row = exported.get(obligationId);
      expect([row?.promise_group, row?.own_kept, row?.group_missed, row?.calibrated_on]).toEqual([
        ...[forecast?.group ?? null, forecast?.kept ?? null],
        ...[forecast?.groupMissed ?? null, forecast?.calibratedOn ?? null],
      ]);
      if (forecast === null) expect(row?.miss_risk).toBeNull();
      else expect(row?.miss_risk).toBeCloseTo(forecast.risk, 12);
    }
  } finally {
    folder.remove();
  }
});
