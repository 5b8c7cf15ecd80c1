import { hypothetical, isA, retrospectiveHeld } from '#relationship';
import { day, on } from './given.js';
import { issue } from './story.js';

// The compiler is the judge here: an expectation of an error that does not come is an error itself.

it('a fact that the contact does not have, or of another type, does not compile', () => {
  // @ts-expect-error misspelt
  on(1, 'OwnerAssigned', { ownr: 'ada' });
  // @ts-expect-error no time: an instant is text
  on(1, 'OwnerAssigned', { owner: 'ada', until: 5 });
  // @ts-expect-error the owner is left out
  on(1, 'OwnerAssigned');
  // @ts-expect-error no such kind of news
  on(1, 'ProactiveCallMade', { news: 'NONE' });
  // @ts-expect-error misspelt in a group
  on(1, 'StatusUpdateGiven', { about: { isueId: 'I' } });
  // @ts-expect-error no such contact
  on(1, 'OwnerAsigned', { owner: 'ada' });
  // @ts-expect-error misspelt
  issue(1, { titel: 'It is slow.' });
  // @ts-expect-error misspelt
  hypothetical('CheckInHeld', { topic: [] }, day(1));
  expect(on(1, 'OwnerAssigned', { owner: 'ada' }).data).toMatchObject({ owner: 'ada' });
});

it('facts are typed once it is known which contact it is, and a misspelt one does not compile', () => {
  const contact = on(1, 'RetrospectiveHeld', { providerView: 'ours' });
  // @ts-expect-error it may be any contact
  expect(contact.data.providerView).toBe('ours');
  const held = isA(contact, retrospectiveHeld) ? contact.data : null;
  expect(held?.providerView).toBe('ours');
  // @ts-expect-error misspelt
  expect(held?.providersView).toBeUndefined();
  expect(isA(on(1, 'CheckInHeld'), retrospectiveHeld)).toBe(false);
});
