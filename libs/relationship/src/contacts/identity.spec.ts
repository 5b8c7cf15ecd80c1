import { isoDay } from '../../../../test/kit/given.js';
import { CATALOG } from './catalog.js';

const IDS = [
  'issueId',
  'expectationId',
  'requestId',
  'needId',
  'actionId',
  'contactId',
  'stakeholderId',
  'absorbedId',
  'externalId',
  'holdId',
];
/** Facts that any contact finds its own in, about things that all have this id. */
const factsOf = (id: string) =>
  ({
    customerId: 'acme',
    occurredAt: isoDay(1),
    dueAt: isoDay(2),
    actions: [{ actionId: id }, { actionId: `${id}2` }],
    ...Object.fromEntries(IDS.map((name) => [name, id])),
  }) as never;
const known = CATALOG.filter(({ identity }) => identity !== undefined);
const ONCE_A_RELATIONSHIP = ['RelationshipOpened', 'CustomerErased'];

it.each(known)('$type is known by what it is about, and as what it says of it', ({ type, identity }) => {
  expect(identity?.(factsOf('A'))).toBe(identity?.(factsOf('A')));
  expect(identity?.(factsOf('A')) === identity?.(factsOf('B'))).toBe(ONCE_A_RELATIONSHIP.includes(type));
  const others = known.filter((other) => other.type !== type).map((other) => other.identity?.(factsOf('A')));
  expect(others).not.toContain(identity?.(factsOf('A')));
});

it('a reset is known by its due time too, a retrospective by all that was agreed in it, in order', () => {
  const identityOf = (type: string, facts: object) =>
    CATALOG.find((each) => each.type === type)?.identity?.({ ...(factsOf('A') as object), ...facts } as never);
  expect(identityOf('ExpectationReset', { dueAt: isoDay(3) })).not.toBe(identityOf('ExpectationReset', {}));
  const agreed = (...ids: string[]) =>
    identityOf('RetrospectiveHeld', { actions: ids.map((actionId) => ({ actionId })) });
  expect(new Set([agreed('A'), agreed('A', 'B'), agreed('AB'), agreed('B', 'A')]).size).toBe(4);
  expect(agreed()).toBeNull();
});
