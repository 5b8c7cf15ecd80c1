import fc from 'fast-check';
import type { NewEvent } from '#event-store';
import { SnapshotsBusy, type Views } from '#read-models';
import { DAY_MS, toIso, type RecordedContact } from '#relationship';
import { assess, TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '#trust';
import { temporaryFolder, within } from '../kit/deployment.js';
import { DAY_ZERO } from '../kit/given.js';
import { aLog, aMoment } from '../laws/histories.js';

// A list of another time must be what the list was then, or would have been: the same question, put to the same facts.

const LATER = DAY_ZERO + 400 * DAY_MS;

/** The logs of several customers in one, in the order in which they were recorded, each contact with an id of its own. */
const together = (logs: readonly (readonly RecordedContact[])[]): RecordedContact[] =>
  logs
    .flatMap((log, index) => {
      const own = JSON.stringify(log.map((contact) => ({ ...contact, position: undefined })))
        .replaceAll('-0000-4000-8000-', `-000${index}-4000-8000-`)
        .replaceAll('"customerId":"acme"', `"customerId":"c${index}"`);
      return JSON.parse(own) as RecordedContact[];
    })
    .sort((a, b) => a.recordedAt - b.recordedAt)
    // Where they come to stand in the log: facts of one instant count in that order.
    .map((contact, index) => ({ ...contact, position: BigInt(index + 1) }));

const stored = ({ id, type, data, recordedAt }: RecordedContact): NewEvent => ({
  id,
  type,
  data: data,
  metadata: { v: 1, recordedAt: toIso(recordedAt), recordedBy: 'test', $correlationId: id, fingerprint: id },
});

/** Answers from a deployment that holds these contacts, the clock standing at `now`. */
async function from<T>(
  contacts: readonly RecordedContact[],
  now: number,
  act: Parameters<typeof within<T>>[1],
): Promise<T> {
  const folder = temporaryFolder();
  try {
    return await within(
      folder.path,
      async (deployment) => {
        for (const contact of contacts)
          await deployment.store.append(`relationship-${contact.data.customerId}`, [stored(contact)], 'any');
        await deployment.projector.catchUp();
        return act(deployment);
      },
      () => now,
    );
  } finally {
    folder.remove();
  }
}

/** Without forecasts: they are made of what is on record now, so a snapshot has none. */
const lists = async (views: Views, now: number) => ({
  relationships: (await views.relationships({ first: 200, now, filter: { includeClosed: true } })).rows,
  callsOwed: (await views.callsOwed({ first: 200, now })).rows.map(({ row }) => ({ ...row, forecast: null })),
  needs: (await views.needs({ first: 200 })).rows,
});

const someLogs = fc.array(aLog, { minLength: 2, maxLength: 3 });

it('a snapshot up to a place in the log is the live views as they were there', () =>
  fc.assert(
    fc.asyncProperty(someLogs, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(1e10), async (logs, part, later) => {
      const all = together(logs);
      const upTo = Math.max(1, Math.round(all.length * part));
      const then = Math.max(...all.slice(0, upTo).map(({ recordedAt }) => recordedAt)) + later;
      const live = await from(all.slice(0, upTo), then, ({ views }) => lists(views, then));
      // The first event of a log is its identity.
      const snapshot = await from(all, LATER, async ({ snapshots }) => {
        const opened = await snapshots.open({ asOf: then, knownAt: null, position: BigInt(upTo) + 1n, model: null });
        return lists(opened.views, opened.now());
      });
      expect(snapshot).toEqual(live);
    }),
    { numRuns: 6 },
  ));

it('a snapshot of any two times and any model shows for each relationship what assess says', () =>
  fc.assert(
    fc.asyncProperty(
      someLogs,
      aMoment,
      aMoment,
      fc.constantFrom(TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3),
      async (logs, asOf, knownAt, model) => {
        const all = together(logs);
        const rows = await from(all, LATER, async ({ snapshots }) => {
          const opened = await snapshots.open({ asOf, knownAt, position: null, model: model.id });
          return (await lists(opened.views, asOf)).relationships;
        });
        const expected = logs.flatMap((_, index) => {
          const own = all.filter(({ data }) => data.customerId === `c${index}`);
          const assessed = assess(own, { asOf, knownAt, model });
          return assessed === null ? [] : [[`c${index}`, assessed.band, assessed.score] as const];
        });
        expect(rows.map(({ row }) => row.customerId).sort()).toEqual(expected.map(([customerId]) => customerId));
        for (const { row } of rows) {
          const [, band, score] = expected.find(([customerId]) => customerId === row.customerId) ?? [];
          expect(row.band).toBe(band);
          expect(row.score).toBeCloseTo(score ?? NaN, 9);
        }
      },
    ),
    { numRuns: 10 },
  ));

it('few snapshots are made at once, the same one for all who ask; the others are told to try again', async () => {
  await from([{ ...given('c0', 0), type: 'RelationshipOpened' }], LATER, async ({ snapshots }) => {
    const seen = (days: number) => ({ asOf: LATER + days * DAY_MS, knownAt: null, position: null, model: null });
    const asked = [seen(1), seen(1), seen(2), seen(3)].map((vantage) => snapshots.open(vantage));
    const answers = await Promise.allSettled(asked);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
    expect(answers[3]).toMatchObject({ reason: expect.any(SnapshotsBusy) as SnapshotsBusy });
    expect(await asked[0]).toBe(await asked[1]);
    expect((await snapshots.open(seen(3))).now()).toBe(LATER + 3 * DAY_MS);
  });
});

it('a snapshot by another model takes in what is recorded after it was opened', async () => {
  const [first, second] = [
    { ...given('c0', 0), type: 'RelationshipOpened' },
    { ...given('c0', 1), type: 'CheckInHeld' },
  ];
  await from([first], LATER, async ({ store, projector, snapshots }) => {
    const vantage = { asOf: null, knownAt: null, position: null, model: TRUST_BETA_2.id };
    const scores = async () => {
      const snapshot = await snapshots.open(vantage);
      return (await lists(snapshot.views, LATER)).relationships.map(({ row }) => row.lastContactAt);
    };
    expect(await scores()).toEqual([null]);
    await store.append('relationship-c0', [stored(second)], 'any');
    await projector.catchUp();
    expect(await scores()).toEqual([second.at]);
  });
});

function given(customerId: string, day: number): RecordedContact {
  const at = DAY_ZERO + day * DAY_MS;
  const data = { customerId, occurredAt: toIso(at) };
  return { id: `00000000-0000-4000-8000-00000000000${day}`, data, at, recordedAt: at } as RecordedContact;
}
