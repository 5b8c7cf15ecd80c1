import { DAY_MS, obligationsOf, timelineAsOf, toIso, type RecordedContact } from '#relationship';
import { assess, DEFAULT_MODEL } from '#trust';
import type { RelationshipState } from '../../apps/cli/src/replay/state/relationship-state.js';
import { aBook, CANARIES, contactsIn, ODD, UNTIL } from './book.js';
import { rapportHere } from './in-process.js';

let folder: Awaited<ReturnType<typeof aBook>>;
let book: Map<string, RecordedContact[]>;
beforeAll(async () => {
  folder = await aBook(4);
  book = await contactsIn(folder.path);
});
afterAll(() => folder.remove());

const state = (...words: string[]) => rapportHere(folder.path, 'replay', 'state', ...words);

it('says where trust stands, why, and what is owed, as of one moment and as known at another', async () => {
  expect(book.size).toBeGreaterThan(3);
  for (const [customerId, contacts] of book)
    for (const [asOf, knownAt] of [
      [UNTIL - 60 * DAY_MS, UNTIL],
      [UNTIL - 60 * DAY_MS, UNTIL - 59 * DAY_MS],
      [UNTIL + 7_200_000, UNTIL + 7_200_000],
    ] as const) {
      const said = JSON.parse(
        await state(customerId, '--as-of', toIso(asOf), '--known-at', toIso(knownAt), '--json'),
      ) as RelationshipState;
      const assessed = assess(contacts, { asOf, knownAt, model: DEFAULT_MODEL });
      expect(said.trust?.score).toBe(assessed?.score);
      expect(said.trust?.contributions.map(({ points }) => points)).toEqual(
        assessed?.contributions.map(({ points }) => points),
      );
      const owed = obligationsOf(timelineAsOf(contacts, { asOf, knownAt }), asOf, DEFAULT_MODEL.calendar);
      expect(said.obligations.map(({ id }) => id)).toEqual(owed.map(({ id }) => id));
    }
});

it('shows it to people, its reasons summing to the score, and names only where they are asked for', async () => {
  const at = toIso(UNTIL + 7_200_000);
  const text = await state(ODD, '--as-of', at, '--known-at', at);
  expect(text).toContain('segment -SEGMENT');
  expect(text).toContain('decline_with_alternative');
  expect(text).toContain('Nothing is owed.');
  expect(text).not.toContain(CANARIES[0]);
  expect(await state(ODD, '--with-names')).toContain(`(${CANARIES[0]})`);
  const [prior, ...others] = [...text.matchAll(/^ *([+-]?\d+\.\d) {2}/gm)].map(([, points]) => Number(points));
  const score = others.pop() ?? NaN;
  expect(Math.abs((prior ?? NaN) + others.reduce((sum, each) => sum + each, 0) - score)).toBeLessThan(0.3);
});

it('says the same whichever way the question lies before all that was known, and refuses a stranger', async () => {
  const opening = book.get(ODD)?.[0]?.position ?? 0n;
  const before = ['--known-at-position', String(opening - 1n)];
  for (const when of [['--as-of', '2020-01-01'], ['--known-at', '2020-01-01'], before]) {
    expect(await state(ODD, ...when)).toContain('The relationship was not open by then, as far as was known.');
    const empty = { customerId: ODD, profile: null, trust: null, contacts: 0, obligations: [] };
    expect(JSON.parse(await state(ODD, ...when, '--json'))).toMatchObject(empty);
  }
  const said = JSON.parse(await state(ODD, '--known-at-position', String(opening), '--json')) as RelationshipState;
  expect(said).toMatchObject({ contacts: 1, knownAtPosition: String(opening) });
  expect(await state(ODD, ...before)).toContain(` up to position ${opening - 1n}, under `);
  await expect(state('nobody')).rejects.toThrow('nothing is recorded about customer nobody');
});
