import { OwnStreams } from './own-streams.js';

const NAMES = ['relationship-', 'log'];

it.each([
  [{}, 'anything', 'anything'],
  [{}, '$stats', null],
  [{ prefix: 'a-' }, 'a-log', 'log'],
  [{ prefix: 'a-' }, 'log', null],
  [{ names: NAMES }, 'relationship-x', 'relationship-x'],
  [{ names: NAMES }, 'relationships', null],
  [{ names: NAMES }, 'log', 'log'],
  [{ names: NAMES }, 'logistics', null],
  [{ prefix: 'a-', names: NAMES }, 'a-relationship-x', 'relationship-x'],
  [{ prefix: 'a-', names: NAMES }, 'relationship-x', null],
])('with %j, the stream %s is %j', (options, onServer, name) =>
  expect(new OwnStreams(options).nameOf(onServer)).toBe(name),
);

it('names what a server filters by', () => {
  expect(new OwnStreams().beginnings).toEqual([]);
  expect(new OwnStreams({ prefix: 'a-' }).beginnings).toEqual(['a-']);
  expect(new OwnStreams({ prefix: 'a-', names: NAMES }).beginnings).toEqual(['a-relationship-', 'a-log']);
});
