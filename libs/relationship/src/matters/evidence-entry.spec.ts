import { given } from '../../../../test/kit/given.js';
import { met, nextBy, open, promise, update } from '../../../../test/kit/story.js';
import { compareEntries, type EvidenceEntry } from './evidence-entry.js';

const entry = (other: Partial<EvidenceEntry> = {}): EvidenceEntry => ({
  class: 'm',
  at: 5,
  lapse: false,
  severity: 'NORMAL',
  selfReported: false,
  inform: null,
  causeEventId: 'm',
  place: 5,
  obligationId: 'm',
  recovery: null,
  ...other,
});

it.each<[string, Partial<EvidenceEntry>, Partial<EvidenceEntry>]>([
  ['time', { at: 4, place: 9 }, { at: 5, place: 1 }],
  ['the log', { place: 1, class: 'z' }, { place: 2, class: 'a' }],
  ['the log, what is not on record last', { place: 2, class: 'z' }, { place: null, class: 'a' }],
  ['its class', { class: 'a', lapse: true }, { class: 'b', lapse: false }],
  ['a fact before a lapse', { lapse: false, obligationId: 'z' }, { lapse: true, obligationId: 'a' }],
  ['what is owed', { obligationId: 'a' }, { obligationId: 'b' }],
  ['nothing owed before something', { obligationId: null }, { obligationId: 'a' }],
])('sums run in the order of %s', (_name, first, second) => {
  expect(compareEntries(entry(first), entry(second))).toBeLessThan(0);
  expect(compareEntries(entry(second), entry(first))).toBeGreaterThan(0);
});

it('are the same where all of that is', () => {
  expect(compareEntries(entry(), entry({ severity: 'MAJOR' }))).toBe(0);
  expect(compareEntries(entry({ obligationId: null }), entry({ obligationId: null }))).toBe(0);
});

it('a lapse names what lapsed, any other entry nothing', () => {
  const [promised, said] = [promise(1, 5), update(2, nextBy(4))];
  const of = (name: string) => given(open, promised, said).entry(name).obligationId;
  expect(of('expectation_missed_unannounced')).toBe(`DELIVER:${promised.id}`);
  expect(of('update_owed_not_sent')).toBe(`UPDATE:${said.id}`);
  expect(of('status_update')).toBeNull();
  expect(given(open, promised, met(3)).entry('expectation_kept').obligationId).toBeNull();
});
