import { ContactLog, KeyRing } from '#contact-log';
import { MemoryEventStore } from '#event-store';
import { wholeRelationships } from './whole-relationships.js';

it('a merged relationship is one, with the contacts of both in the order of the log, and two again once that is retracted', async () => {
  const store = new MemoryEventStore();
  const log = new ContactLog(store, new KeyRing(':memory:'));
  const say = async (type: string, input: object) => {
    const { recorded } = await log.record({ type, input, recordedBy: 'test', correlationId: 'test' });
    return recorded?.contact.id ?? '';
  };
  const whole = async () => {
    const found: [string, string[]][] = [];
    for await (const { customerId, contacts } of wholeRelationships(store, {}))
      found.push([customerId, contacts.map(({ type, data }) => `${type} ${data.customerId}`)]);
    return found.sort();
  };
  await say('RelationshipOpened', { customerId: 'b' });
  await say('RelationshipOpened', { customerId: 'a' });
  await say('CheckInHeld', { customerId: 'b' });
  const contactId = await say('RelationshipsMerged', { customerId: 'b', absorbedId: 'a' });
  const ofBoth = ['RelationshipOpened b', 'RelationshipOpened a', 'CheckInHeld b'];
  expect(await whole()).toEqual([['b', [...ofBoth, 'RelationshipAbsorbed a', 'RelationshipsMerged b']]]);
  await say('ContactRetracted', { customerId: 'b', contactId });
  expect((await whole()).map(([customerId, contacts]) => [customerId, contacts[0]])).toEqual([
    ['a', 'RelationshipOpened a'],
    ['b', 'RelationshipOpened b'],
  ]);
});
