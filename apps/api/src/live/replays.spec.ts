import { Replays } from './replays.js';

const refused = expect.objectContaining({ extensions: { code: 'TOO_MANY_REPLAYS' } }) as Error;

it('allows ten for a socket, and another once one has ended', () => {
  const replays = new Replays();
  const [socket, other] = [{}, {}];
  const [first] = Array.from({ length: 10 }, () => replays.begin(socket));
  expect(() => replays.begin(socket)).toThrow(refused);
  replays.begin(other);
  first?.();
  // It has ended already.
  first?.();
  replays.begin(socket);
  expect(() => replays.begin(socket)).toThrow(refused);
});

it('allows a thousand in all', () => {
  const replays = new Replays();
  const ends = Array.from({ length: 1_000 }, () => replays.begin({}));
  expect(() => replays.begin({})).toThrow(refused);
  ends[7]?.();
  replays.begin({});
  expect(() => replays.begin({})).toThrow(refused);
});
