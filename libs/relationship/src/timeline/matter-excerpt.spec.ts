import fc from 'fast-check';
import { day, DAY_ZERO, known, on, opened } from '../../../../test/kit/given.js';
import { bad, E, I, issue, promise, update } from '../../../../test/kit/story.js';
import { WAITING_CALENDAR } from '../../../../test/kit/waiting.js';
import { aLog, contactOf } from '../../../../test/laws/histories.js';
import { aWish } from '../../../../test/laws/wishes.js';
import type { EvidenceEntry } from '../matters/evidence-entry.js';
import { toMs } from '../facts/instant.js';
import { hypothetical } from './hypothetical.js';
import { targetIn } from '../contacts/marks-of.js';
import { readerOf, type MatterExcerpt } from './matter-excerpt.js';
import { Timeline } from './timeline.js';

const bytes = (entries: readonly EvidenceEntry[]) => entries.map((entry) => JSON.stringify(entry)).sort();
const stored = (excerpt: MatterExcerpt) => JSON.parse(JSON.stringify(excerpt)) as MatterExcerpt;

it('is read as the whole reads it, with further contacts about it or without', () => {
  let [tried, compared] = [0, 0];
  const aWord = aWish(
    fc.constantFrom('ProactiveCallMade', 'StatusUpdateGiven', 'SurpriseDelayOccurred', 'CheckInHeld'),
  );
  fc.assert(
    fc.property(aLog, fc.array(aWord, { minLength: 1, maxLength: 2 }), (log, wishes) => {
      tried += 1;
      const [first, ...others] = wishes.map((wish, index) => contactOf(wish, 1000 + index, log));
      if (first === undefined) return;
      const whole = Timeline.of(log);
      const about = targetIn(first);
      const isDeclared = about === null || whole.isDeclared(about);
      if (!isDeclared || others.some((other) => targetIn(other) !== about)) return;
      compared += 1;
      const read = readerOf(stored(whole.excerpt(about)));
      const { lost, gained } = whole.preview([first, ...others]);
      expect(bytes(read([]))).toEqual(bytes(lost));
      expect(bytes(read([first, ...others]))).toEqual(bytes(gained));
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(tried / 8);
});

it('is read by hours too, up to the words that come after it', () => {
  let compared = 0;
  fc.assert(
    fc.property(aLog, aWish(fc.constantFrom('ProactiveCallMade', 'StatusUpdateGiven')), (log, wish) => {
      const lastAt = Math.max(...log.map(({ at }) => at));
      // An excerpt has the due times after each word on record, also for another word of the same instant.
      const said = contactOf({ ...wish, at: lastAt - DAY_ZERO + 1 }, 1000, log);
      const whole = Timeline.of(log);
      const about = targetIn(said);
      if (about === null || !whole.isDeclared(about)) return;
      const read = readerOf(stored(whole.excerpt(about, WAITING_CALENDAR)));
      const { lost, gained } = whole.preview([said], WAITING_CALENDAR);
      expect(bytes(read([]))).toEqual(bytes(lost));
      // What is missed after the word itself is known where it falls on the instant of one on record, or of a lapse. Nor is
      // that known which is missed after the time of an update that the word promises.
      const { nextUpdateDueAt } = said.data as { readonly nextUpdateDueAt?: string };
      const until = nextUpdateDueAt === undefined ? Infinity : toMs(nextUpdateDueAt);
      const known = (entries: readonly EvidenceEntry[]) =>
        entries.filter(
          ({ class: kind, causeEventId, at }) => kind !== 'left_waiting' || (causeEventId !== said.id && at <= until),
        );
      compared += lost.filter((entry) => entry.class === 'left_waiting').length;
      expect(bytes(known(read([said])))).toEqual(bytes(known(gained)));
    }),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(20);
});

describe('an excerpt', () => {
  const own = promise(2, 9, { issueId: 'I', what: 'a secret' });
  const other = on(3, 'ExpectationSet', { expectationId: 'OTHER' });
  const log = [opened(0, { noticeHours: 2 }), issue(1), own, other, bad(4, E), update(5, I), on(6, 'CheckInHeld')];

  it('holds the matter and no other, and nothing personal', () => {
    const excerpt = known(...log).excerpt('expectation:E');
    expect(excerpt.contacts.map(({ type }) => type)).toEqual([
      'IssueReported',
      'StatusUpdateGiven',
      'ExpectationSet',
      'ProactiveCallMade',
    ]);
    expect(JSON.stringify(excerpt)).not.toContain('secret');
    expect(
      known(...log)
        .excerpt(null)
        .contacts.map(({ type }) => type),
    ).toEqual(['CheckInHeld']);
  });

  it('is read with what is said before what is on record, too', () => {
    const read = readerOf(stored(known(...log).excerpt('expectation:E')));
    const earlier = hypothetical('ProactiveCallMade', { ...E, news: 'BAD' }, day(3));
    const classes = read([earlier]).map((entry) => [entry.class, entry.at]);
    expect(classes).toContainEqual(['proactive_disclosure', day(3)]);
    expect(classes).toContainEqual(['status_update', day(4)]);
  });

  it('knows how soon the customer was to hear of it, as agreed at each time', () => {
    const agreed = on(8, 'RelationshipUpdated', { noticeHours: 3 });
    const [before, after] = [bad(7, I), bad(9, I)];
    const noticeOf = (call: typeof before) => {
      const excerpt = stored(known(opened(0, { noticeHours: 2 }), issue(6), agreed).excerpt('issue:I'));
      const told = readerOf(excerpt)([hypothetical('ProactiveCallMade', { ...I, news: 'BAD' }, call.at)]);
      return (told.find((entry) => entry.class === 'proactive_disclosure')?.inform?.noticeMs ?? NaN) / 3_600_000;
    };
    expect([noticeOf(before), noticeOf(after)]).toEqual([2, 3]);
    expect(noticeOf({ ...after, at: day(8) })).toBe(3);
  });
});
