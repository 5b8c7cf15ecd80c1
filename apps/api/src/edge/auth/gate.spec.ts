import { Gate } from './gate.js';
import { ADMIN } from '#access';
import type { Admission } from './admission.js';

const ADMITTED: Admission = { actor: ADMIN, key: 'k', holds: async () => true };
const admit = async (authorization: unknown) => (authorization === 'right' ? ADMITTED : null);

function gate() {
  const waits: number[] = [];
  return { waits, gate: new Gate({ admit }, async (ms) => waits.push(ms)) };
}

it('lets each wrong token from an address wait longer than the one before, up to two seconds', async () => {
  const { gate: door, waits } = gate();
  for (let i = 0; i < 30; i += 1) expect(await door.admit('wrong', 'a')).toBeNull();
  expect(waits.slice(0, 4)).toEqual([0, 100, 200, 300]);
  expect(waits.slice(19)).toEqual([1_900, ...Array.from({ length: 10 }, () => 2_000)]);
});

it('counts each address by itself', async () => {
  const { gate: door, waits } = gate();
  await door.admit('wrong', 'a');
  await door.admit('wrong', 'a');
  await door.admit('wrong', 'b');
  expect(waits).toEqual([0, 100, 0]);
});

it('counts the addresses of one network of IPv6 together', async () => {
  const { gate: door, waits } = gate();
  for (const end of [1, 2, 3]) await door.admit('wrong', `2001:db8:0:1::${end}`);
  expect(waits).toEqual([0, 100, 200]);
});

it('delays neither a right token, whoever guessed from its address, nor a request without one', async () => {
  const { gate: door, waits } = gate();
  await door.admit('wrong', 'a');
  expect(await door.admit('right', 'a')).toBe(ADMITTED);
  expect(await door.admit(undefined, 'a')).toBeNull();
  expect(waits).toEqual([0]);
});
