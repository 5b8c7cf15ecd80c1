import { RecentIds } from './recent-ids.js';

const place = (stream: string, revision = 0n) => ({ stream, revision, position: 10n * revision });

it('forgets the oldest ids when it is full, and never the newest', () => {
  const ids = new RecentIds(3 * (28 + 's'.length));
  for (const id of ['a', 'b', 'c', 'd']) ids.remember(id, place('s'));
  expect(['a', 'b', 'c', 'd'].map((id) => ids.placeIn('s', id) !== undefined)).toEqual([false, true, true, true]);
});

it('holds the fewer the longer their streams are named', () => {
  const ids = new RecentIds(100);
  ids.remember('a', place('s'));
  ids.remember('b', place('x'.repeat(80)));
  expect(ids.placeIn('s', 'a')).toBeUndefined();
});

it('keeps the first place of an id and knows it in that stream only', () => {
  const ids = new RecentIds();
  ids.remember('a', place('s', 1n));
  ids.remember('a', place('s', 2n));
  ids.remember('a', place('t', 3n));
  expect([ids.placeIn('s', 'a')?.revision, ids.placeIn('t', 'a')]).toEqual([1n, undefined]);
});

it('forgets everything when told to', () => {
  const ids = new RecentIds();
  ids.remember('a', place('s'));
  ids.forget();
  expect(ids.placeIn('s', 'a')).toBeUndefined();
});
