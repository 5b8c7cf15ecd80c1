import fc from 'fast-check';
import { idIn, Timeline } from '#relationship';
import { answersIn, countsAt } from '#trust';
import { aLog, aMoment } from './histories.js';

/** Whether each promise was missed by then, and since when, as the evidence of the score says it. */
function inEvidence(timeline: Timeline, now: number): Map<string, readonly [boolean, number]> {
  const found = new Map<string, readonly [boolean, number]>();
  for (const { class: name, at, lapse, causeEventId } of timeline.evidence()) {
    const missed = name.startsWith('expectation_missed');
    if ((!missed && name !== 'expectation_kept') || !countsAt({ at, lapse }, now)) continue;
    const expectationId = idIn(timeline.targetOfContact(causeEventId), 'expectation') ?? '';
    if (found.get(expectationId)?.[0] !== true) found.set(expectationId, [missed, at]);
  }
  return found;
}

it('promises are answered as their evidence says', () =>
  fc.assert(
    fc.property(aLog, aMoment, (log, now) => {
      const timeline = Timeline.of(log.filter(({ at }) => at <= now));
      const answers = answersIn(timeline).filter((answer) => countsAt(answer, now));
      const read = new Map(answers.map(({ expectationId, missed, at }) => [expectationId, [missed, at] as const]));
      expect(read).toEqual(inEvidence(timeline, now));
    }),
    { numRuns: 300 },
  ));
