import { targetIn, marksOf } from '../contacts/marks-of.js';
import type { ContactType } from '../contacts/catalog.js';
import { hypothetical } from '../timeline/hypothetical.js';
import { MatterIndex } from './matter-index.js';

const AT = Date.UTC(2026, 0, 5);

function indexOf() {
  const index = new MatterIndex(() => 0);
  let made = 0;
  const add = <T extends ContactType>(type: T, facts: Parameters<typeof hypothetical<T>>[1]) => {
    made += 1;
    const contact = hypothetical(type, facts, AT + made, String(made));
    index.add(contact, targetIn(contact), marksOf(contact, targetIn(contact)));
    return index.takeChanged();
  };
  return { index, add };
}

it('changes the matter of a new promise alone, however many there are: the general matter is not read again', () => {
  const { index, add } = indexOf();
  expect(add('CheckInHeld', {})).toEqual(['general']);
  for (const expectationId of ['E-1', 'E-2', 'E-3'])
    expect(add('ExpectationSet', { expectationId })).toEqual([`expectation:${expectationId}`]);
  expect(index.contactsIn('general')).toHaveLength(1);
});

it('takes a promise that was spoken of early out of the general matter when it is made', () => {
  const { index, add } = indexOf();
  expect(add('ExpectationMet', { expectationId: 'E-1' })).toEqual(['general']);
  expect(index.contactsIn('general').map(({ type }) => type)).toEqual(['ExpectationMet']);
  expect([...add('ExpectationSet', { expectationId: 'E-1' })].sort()).toEqual(['expectation:E-1', 'general']);
  expect(index.contactsIn('general')).toEqual([]);
  expect(index.contactsIn('expectation:E-1').map(({ type }) => type)).toEqual(['ExpectationMet', 'ExpectationSet']);
});
