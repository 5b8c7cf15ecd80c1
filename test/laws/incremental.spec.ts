// A long relationship is never read anew for a further contact. What is kept from before it must be what reading anew gives.
import fc from 'fast-check';
import {
  asOfIn,
  declares,
  inOrder,
  isInteraction,
  lapsedBy,
  obligationsOf,
  Timeline,
  timelineAsOf,
  type RecordedContact,
} from '#relationship';
import {
  answeredPromises,
  openPromises,
  reweigh,
  TRUST_BETA_1,
  TRUST_BETA_3,
  weigh,
  weighTimeline,
  type Weighed,
} from '#trust';
import { aLog, aMoment } from './histories.js';

const CALENDAR = TRUST_BETA_3.calendar;
const FAR = 1e14;

/** A log, and the same in another order of arrival. */
const inAnyOrder = aLog.chain((log) =>
  fc.oneof(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length, maxLength: log.length })),
);

/** Adds contact by contact to a timeline that is asked after each, and compares it with one that was asked nothing before. */
const afterEach = (judge: (followed: Timeline, anew: Timeline) => void) =>
  fc.property(inAnyOrder, fc.infiniteStream(fc.nat(3)), (log, chance) => {
    const followed = new Timeline();
    for (const [index, contact] of log.entries()) {
      // Some contacts are decided before they are on record.
      if (chance.next().value === 0) followed.add({ ...contact, position: null });
      followed.add(contact);
      if (chance.next().value !== 0) judge(followed, Timeline.of(log.slice(0, index + 1)));
    }
  });

const plain = ({ model, entries, runs }: Weighed) => ({
  model: model.id,
  entries,
  runs: runs.map((run) => ({
    class: run.class.name,
    at: [...Array.from(run.at)],
    lapse: [...Array.from(run.lapse)],
    sums: Array.from(run.at, (_, index) => run.sumOf(index)),
  })),
});

describe('a timeline that is followed', () => {
  it('has the evidence, and weighs it, as one that is read anew', () =>
    fc.assert(
      afterEach((followed, anew) => {
        expect(followed.evidence(CALENDAR)).toEqual(anew.evidence(CALENDAR));
        for (const model of [TRUST_BETA_1, TRUST_BETA_3])
          expect(plain(weighTimeline(followed, model))).toEqual(plain(weigh(anew.evidence(model.calendar), model)));
      }),
      { numRuns: 60 },
    ));

  it('owes the same, and knows the same answers of promises', () =>
    fc.assert(
      afterEach((followed, anew) => {
        expect(obligationsOf(followed, FAR, CALENDAR)).toEqual(obligationsOf(anew, FAR, CALENDAR));
        expect(lapsedBy(followed, FAR)).toEqual(lapsedBy(anew, FAR));
        expect(lapsedBy(followed, FAR, CALENDAR)).toEqual(lapsedBy(anew, FAR, CALENDAR));
        expect(answeredPromises(followed, FAR)).toEqual(answeredPromises(anew, FAR));
        expect(openPromises(followed, FAR)).toEqual(openPromises(anew, FAR));
      }),
      { numRuns: 60 },
    ));

  it('has the same terms at every time, and the same newest contacts', () =>
    fc.assert(
      afterEach((followed, anew) => {
        const all = [...anew.recorded()];
        for (const { at } of all) {
          expect(followed.profileAt(at)).toEqual(anew.profileAt(at));
          expect(followed.dueAfter(CALENDAR)?.('UPDATE', 'MAJOR', at)).toEqual(
            anew.dueAfter(CALENDAR)?.('UPDATE', 'MAJOR', at),
          );
        }
        const facts = inOrder(anew.effectiveContacts()).filter(({ type }) => !declares(type, 'marker'));
        expect(followed.factCount).toBe(facts.length);
        expect(followed.lastFactAt).toBe(facts.at(-1)?.at ?? null);
        expect(followed.lastInteractionAt).toBe(facts.findLast(isInteraction)?.at ?? null);
        const newest = facts.findLast((each) => isInteraction(each) || declares(each.type, 'opens'));
        expect(followed.lastInteraction()?.id).toBe(newest?.id);
        expect(followed.reach.latestRecordedAt).toBe(Math.max(...all.map(({ recordedAt }) => recordedAt)));
      }),
      { numRuns: 60 },
    ));
});

it('a timeline as of a moment is the timeline itself only where that is all of it', () =>
  fc.assert(
    fc.property(aLog, aMoment, aMoment, (log, asOf, knownAt) => {
      const ids = (contacts: Iterable<RecordedContact>) => [...contacts].map(({ id }) => id);
      const clocks = { asOf, knownAt };
      expect(ids(asOfIn(Timeline.of(log), clocks).recorded())).toEqual(ids(timelineAsOf(log, clocks).recorded()));
    }),
    { numRuns: 200 },
  ));

it('evidence is weighed from any earlier state as it is weighed anew', () =>
  fc.assert(
    fc.property(aLog, fc.nat(), fc.nat(), (log, a, b) => {
      const [from, to] = [a, b].map((chance) => Timeline.of(log.slice(0, 1 + (chance % log.length))).evidence());
      const [before, after] = [from ?? [], to ?? []];
      const weighed = reweigh(weigh(before, TRUST_BETA_1), before, after);
      expect(plain(weighed)).toEqual(plain(weigh(after, TRUST_BETA_1)));
    }),
    { numRuns: 100 },
  ));
