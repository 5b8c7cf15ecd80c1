import fc from 'fast-check';
import { given, isoDay, known, on, opened } from '../../../test/kit/given.js';
import { bad, E, I, issue, promise, update } from '../../../test/kit/story.js';
import { aLog, contactOf } from '../../../test/laws/histories.js';
import { aWish } from '../../../test/laws/wishes.js';
import { targetOf, type About } from './about.js';
import type { EvidenceEntry } from './evidence/entry.js';
import { Timeline } from './timeline.js';

const bytes = (entries: readonly EvidenceEntry[]) => entries.map((entry) => JSON.stringify(entry)).sort();
const types = (log: Parameters<typeof given>, id: string) =>
  known(...log)
    .excerpt([id])
    .map(({ type }) => type)
    .sort();

it('reads what its contacts are evidence of as the whole does, and what more contacts would do to it', () => {
  let compared = 0;
  fc.assert(
    fc.property(aLog, fc.nat(), aWish(fc.constantFrom('ProactiveCallMade', 'StatusUpdateGiven')), (log, one, wish) => {
      const whole = Timeline.of(log);
      const chosen = log[one % log.length]?.id ?? '';
      const excerpt = Timeline.of(whole.excerpt([chosen]));
      const kept = new Set([...excerpt.recorded()].map(({ id }) => id));
      expect(bytes(excerpt.evidence())).toEqual(
        bytes(whole.evidence().filter(({ causeEventId }) => kept.has(causeEventId))),
      );
      const more = contactOf(wish, 1000, [...excerpt.recorded()]);
      const changeOf = (timeline: Timeline) => {
        const { lost, gained } = timeline.preview([more]);
        const after = bytes(gained);
        const before = bytes(lost);
        return [before.filter((each) => !after.includes(each)), after.filter((each) => !before.includes(each))];
      };
      // What is about nothing on record bears on whatever else is; an excerpt holds that only where it was asked for.
      const about = targetOf((more.data as { readonly about?: About }).about);
      if (about === null || !excerpt.isDeclared(about)) return;
      compared += 1;
      expect(changeOf(excerpt)).toEqual(changeOf(whole));
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(20);
});

it('holds the matter and what was agreed, and no other', () => {
  const own = promise(2, 9, { issueId: 'I' });
  const other = on(3, 'ExpectationSet', { expectationId: 'OTHER', dueAt: isoDay(9) });
  const log = [opened(0), issue(1), own, other, bad(4, E), update(5, I), on(6, 'CheckInHeld')];
  expect(types(log, own.id)).toEqual([
    'ExpectationSet',
    'IssueReported',
    'ProactiveCallMade',
    'RelationshipOpened',
    'StatusUpdateGiven',
  ]);
  expect(types(log, other.id)).toEqual(['ExpectationSet', 'RelationshipOpened']);
  expect(types(log, 'nothing')).toEqual(['RelationshipOpened']);
});

it('holds what brings into being what it is about, and where that belongs', () => {
  const held = on(2, 'RetrospectiveHeld', { ...I, actions: [{ actionId: 'A' }] });
  const aboutAction = update(3, { about: { actionId: 'A' } });
  const log = [opened(0), issue(1), held, aboutAction];
  expect(types(log, aboutAction.id)).toEqual([
    'IssueReported',
    'RelationshipOpened',
    'RetrospectiveHeld',
    'StatusUpdateGiven',
  ]);
});
