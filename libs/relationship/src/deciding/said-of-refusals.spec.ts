import { on } from '../../../../test/kit/given.js';
import { open, retracted } from '../../../../test/kit/story.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { Timeline } from '../timeline/timeline.js';
import { decide } from './decide.js';
import { decideReplacement } from './replace.js';

const checkIn = on(1, 'CheckInHeld');

function messageOf(history: readonly RecordedContact[], contact: RecordedContact): string {
  const decision = decide(Timeline.of(history), contact);
  return decision.is === 'REFUSED' ? decision.refusal.message : decision.is;
}

it('a retraction that is refused names the one rule that holds', () => {
  expect(messageOf([open, checkIn], retracted(2, open))).toBe(
    'The opening cannot be retracted while other contacts are in effect.',
  );
  const gone = retracted(2, checkIn);
  expect(messageOf([open, checkIn, gone], retracted(3, gone))).toBe(
    'A retraction, a legal hold, its end, an erasure or a marker cannot be retracted.',
  );
});

it('the same replacement again without a key says what makes it a repeat', () => {
  const again = { retraction: retracted(3, checkIn), contact: on(1, 'CheckInHeld', { topics: ['plans'] }) };
  const decision = decideReplacement(Timeline.of([open, checkIn, retracted(2, checkIn)]), again);
  expect(decision).toMatchObject({
    refusal: {
      code: 'CONTACT_ALREADY_RETRACTED',
      message: expect.stringContaining('Only with an idempotencyKey') as string,
    },
  });
});

it('a contact later than its recording names both times, since an import may state the second', () => {
  const early = on(2, 'CheckInHeld', { recordedAt: Date.parse('2020-01-01T00:00:00.000Z') });
  expect(messageOf([open], early)).toContain('is later than 2020-01-01T00:00:00.000Z.');
});
