import { FutureVersion, upcast } from './upcast.js';

const facts = { customerId: 'acme' };

it('leaves what is written in the shape of today as it is', () => {
  expect(upcast.current('CheckInHeld')).toBe(1);
  expect(upcast('CheckInHeld', 1, facts)).toBe(facts);
});

it('refuses what a newer release wrote, and says which', () => {
  const read = () => upcast('CheckInHeld', 2, facts);
  expect(read).toThrow(FutureVersion);
  expect(read).toThrow('CheckInHeld is stored in version 2; this release knows up to 1. Use a newer release.');
  try {
    read();
  } catch (error) {
    expect(error).toMatchObject({ eventType: 'CheckInHeld', version: 2, newestKnown: 1 });
  }
});
