import fc from 'fast-check';
import { DAY_MS, decide, Timeline, type RecordedContact } from '#relationship';
import { assess, TRUST_BETA_3 as model } from '#trust';
import { DAY_ZERO, on } from '../kit/given.js';
import { aLog, aMoment } from './histories.js';

const bytes = (log: readonly RecordedContact[], asOf: number, knownAt = Infinity) =>
  JSON.stringify(assess(log, { asOf, knownAt, model }));

const RECORDED_AT = DAY_ZERO + 365 * DAY_MS;

/** A log, one of its contacts, and a retraction of it that the rules take; it may be said to have happened at any time. */
const aMistake = (types?: readonly string[]) =>
  fc
    .tuple(aLog, fc.nat(), fc.integer({ min: 0, max: 365 }))
    .map(([log, pick, days]) => {
      const candidates = types === undefined ? log : log.filter(({ type }) => types.includes(type));
      const mistake = candidates[pick % candidates.length];
      const facts = { contactId: mistake?.id ?? '', recordedAt: RECORDED_AT };
      return { log, mistake, retraction: on(days, 'ContactRetracted', facts) };
    })
    .filter(({ log, mistake, retraction }) => {
      return mistake !== undefined && decide(Timeline.of(log), retraction).is === 'RECORDED';
    });

describe('a contact taken back', () => {
  it('leaves the score of a history without it, from its retraction on, whatever the asOf', () =>
    fc.assert(
      fc.property(aMistake(), aMoment, fc.nat({ max: 1e10 }), ({ log, mistake, retraction }, asOf, later) => {
        const without = log.filter((contact) => contact !== mistake);
        expect(bytes([...log, retraction], asOf, RECORDED_AT + later)).toBe(bytes(without, asOf, RECORDED_AT + later));
      }),
      { numRuns: 250 },
    ));

  it('counts as before for whoever looks at what was known before', () =>
    fc.assert(
      fc.property(aMistake(), aMoment, aMoment, ({ log, retraction }, asOf, knownAt) =>
        expect(bytes([...log, retraction], asOf, knownAt)).toBe(bytes(log, asOf, knownAt)),
      ),
      { numRuns: 100 },
    ));

  it('leaves what referred to it referring to nothing', () =>
    fc.assert(
      fc.property(aMistake(['IssueReported', 'ExpectationSet']), aMoment, ({ log, mistake, retraction }, asOf) => {
        const without = log.filter((contact) => contact !== mistake).map((each) => withoutReference(each, mistake));
        expect(bytes([...log, retraction], asOf)).toBe(bytes(without, asOf));
      }),
      { numRuns: 250 },
    ));
});

type Referring = { readonly about?: Readonly<Record<string, string>>; readonly issueId?: string };

/** The contact as if what it may be about, or belong to, had been left out. */
function withoutReference(contact: RecordedContact, mistake: RecordedContact | undefined): RecordedContact {
  const name = mistake?.type === 'IssueReported' ? 'issueId' : 'expectationId';
  const id = (mistake?.data as Readonly<Record<string, unknown>>)[name];
  const { about, issueId, ...rest } = contact.data as RecordedContact['data'] & Referring;
  const isAboutIt = about?.[name] === id;
  const belongsToIt = contact.type === 'ExpectationSet' && name === 'issueId' && issueId === id;
  const data = {
    ...rest,
    ...(about === undefined || isAboutIt ? {} : { about }),
    ...(issueId === undefined || belongsToIt ? {} : { issueId }),
  };
  return { ...contact, data };
}
