import type { RecordedContact } from '#relationship';
import { on } from '../../../../test/kit/given.js';
import { NOW } from '../clocks/vantages.js';
import { contactTypeOf } from './contact-types.js';

/** As it comes from the log: what is personal is sealed. */
const sealed = (fields: readonly string[]): RecordedContact => ({
  ...on(1, 'RequestDeclined', { requestId: 'R', asked: '[erased]', reason: '[erased]' }),
  sealed: { fields, box: 'sealed' },
});

/** The contact as served, and how often it was opened. */
function serve(recorded: RecordedContact) {
  const seen = { openings: 0 };
  const Served = contactTypeOf(recorded.type);
  const contact = new Served(
    recorded,
    (closed) => {
      seen.openings += 1;
      return { ...closed, data: { ...closed.data, asked: 'Nights', reason: 'No staff' }, sealed: null };
    },
    NOW,
    () => Promise.resolve(null),
  );
  return { contact, seen };
}

it('opens a contact when the first sealed fact is asked for, and once', () => {
  const { contact, seen } = serve(sealed(['asked', 'reason']));
  expect(contact).toMatchObject({ requestId: 'R', customerId: 'acme' });
  expect(seen.openings).toBe(0);
  expect(contact).toMatchObject({ asked: 'Nights', reason: 'No staff' });
  expect(seen.openings).toBe(1);
});

it('opens nothing where nothing that is asked for is sealed', () => {
  const { contact, seen } = serve(sealed(['reason']));
  expect(contact).toMatchObject({ asked: '[erased]' });
  expect(seen.openings).toBe(0);
});

it('gives a contact the facts of its own type, and names the type that it does not know', () => {
  const { contact } = serve(on(1, 'CheckInHeld', { topics: ['Health'] }));
  expect(contact).toMatchObject({ type: 'CheckInHeld', topics: ['Health'] });
  expect(contact).not.toHaveProperty('asked');
  expect(() => contactTypeOf('SpaceshipLaunched')).toThrow('SpaceshipLaunched');
});
