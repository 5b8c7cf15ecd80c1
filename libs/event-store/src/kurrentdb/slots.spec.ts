import { Slots } from './slots.js';

it('gives no more than there are, and the next to whoever has waited longest', async () => {
  const slots = new Slots(2);
  expect(await Promise.all([slots.take(0), slots.take(0)])).toEqual([true, true]);
  const order: string[] = [];
  const first = slots.take(1_000).then(() => order.push('first'));
  const second = slots.take(1_000).then(() => order.push('second'));
  slots.giveBack();
  slots.giveBack();
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
});

it('lets go of who has waited too long, and gives his slot to no one', async () => {
  const slots = new Slots(1);
  await slots.take(0);
  expect(await slots.take(1)).toBe(false);
  slots.giveBack();
  expect(await slots.take(0)).toBe(true);
});
