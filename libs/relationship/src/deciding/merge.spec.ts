import { known, on, opened } from '../../../../test/kit/given.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { decideMerge } from './merge.js';

const A = { customerId: 'a' };
const B = { customerId: 'b' };
const openA = opened(0, A);
const openB = opened(0, B);
const issueOf = (customer: object) => on(1, 'IssueReported', { ...customer, issueId: 'I', raisedBy: 'PROVIDER' });
const agreed = (customer: object) => on(1, 'RetrospectiveHeld', { ...customer, actions: [{ actionId: 'A' }] });
const heldOf = (customer: object) => on(1, 'LegalHoldSet', { ...customer, holdId: 'H', reason: 'r' });
const liftedOf = (customer: object) => on(1, 'LegalHoldLifted', { ...customer, holdId: 'H' });
const merge = on(2, 'RelationshipsMerged', { ...B, absorbedId: 'a' });
const identified = on(2, 'CustomerIdentified', { ...B, externalId: 'a' });

function judged(
  contact: RecordedContact,
  ofB: readonly RecordedContact[],
  ofA: readonly RecordedContact[],
  absorbedId = 'a',
) {
  const decision = decideMerge({ survivor: known(...ofB), absorbed: known(...ofA), absorbedId }, contact);
  return decision.is === 'REFUSED' ? `${decision.refusal.code} ${decision.refusal.field}` : decision.is;
}

describe('two relationships become one', () => {
  it('where nothing stands against it', () => {
    expect(judged(merge, [openB], [openA])).toBe('RECORDED');
    expect(judged(merge, [openB, issueOf(B)], [openA])).toBe('RECORDED');
    const shared = on(2, 'RelationshipsMerged', { ...B, absorbedId: 'a', idsAreShared: true });
    expect(judged(shared, [openB, issueOf(B)], [openA, issueOf(A)])).toBe('RECORDED');
    expect(judged(merge, [openB, heldOf(B), liftedOf(B)], [openA, heldOf(A), liftedOf(A)])).toBe('RECORDED');
    expect(judged(merge, [openB], [openA, heldOf(A)])).toBe('RECORDED');
  });
  it('once', () => expect(judged(merge, [openB, merge], [openB, merge])).toBe('REPEATED'));

  const elsewhere = on(1, 'RelationshipsMerged', { customerId: 'c', absorbedId: 'a' });
  it.each<[string, RecordedContact[], RecordedContact[]]>([
    ['MERGE_WITH_ITSELF absorbedId', [openB], [openB]],
    ['ALREADY_MERGED absorbedId', [openB], [openA, opened(0, { customerId: 'c' }), elsewhere]],
    ['IDS_IN_BOTH absorbedId', [openB, issueOf(B)], [openA, issueOf(A)]],
    ['IDS_IN_BOTH absorbedId', [openB, agreed(B)], [openA, agreed(A)]],
    ['IDS_IN_BOTH absorbedId', [openB, heldOf(B)], [openA, heldOf(A)]],
    ['IDS_IN_BOTH absorbedId', [openB, heldOf(B), liftedOf(B)], [openA, heldOf(A)]],
    ['CUSTOMER_UNKNOWN absorbedId', [openB], []],
    ['CUSTOMER_UNKNOWN customerId', [], [openA]],
    ['RELATIONSHIP_CLOSED absorbedId', [openB], [openA, on(1, 'RelationshipClosed', A)]],
    ['RELATIONSHIP_CLOSED customerId', [openB, on(1, 'RelationshipClosed', B)], [openA]],
    ['CUSTOMER_ERASED absorbedId', [openB], [openA, on(1, 'CustomerErased', A)]],
    ['CUSTOMER_ERASED customerId', [openB, on(1, 'CustomerErased', B)], [openA]],
  ])('not: %s', (refusal, ofB, ofA) => expect(judged(merge, ofB, ofA)).toBe(refusal));
});

describe('an id of another system leads to a customer', () => {
  it('where nothing is on record under it', () => expect(judged(identified, [openB], [])).toBe('RECORDED'));
  it('not where it has a relationship', () =>
    expect(judged(identified, [openB], [openA])).toBe('CUSTOMER_ON_RECORD externalId'));
  it('not where it is the own', () =>
    expect(judged(identified, [openB], [openB], 'b')).toBe('MERGE_WITH_ITSELF externalId'));
});
