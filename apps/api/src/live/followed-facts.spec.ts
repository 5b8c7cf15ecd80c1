import fc from 'fast-check';
import { TRUST_BETA_3 } from '#trust';
import { Timeline, timelineAsOf, type Clocks, type RecordedContact } from '#relationship';
import { aLog } from '../../../../test/laws/histories.js';
import { FollowedFacts } from './followed-facts.js';

const CALENDAR = TRUST_BETA_3.calendar;

const read = (timeline: Timeline) => ({
  ids: [...timeline.recorded()].map(({ id }) => id),
  evidence: timeline.evidence(CALENDAR),
  profile: timeline.profile,
});
const anew = (contacts: readonly RecordedContact[], clocks: Clocks) => read(timelineAsOf(contacts, clocks));

/** Mostly one after the other; a slow subscriber goes back, and one of a filter leaves some out. */
const someAsked = (log: readonly RecordedContact[]) =>
  fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(log.length - 1) }), {
    minLength: log.length,
    maxLength: 2 * log.length,
  });

const places = (asked: readonly (number | null)[], length: number): number[] => {
  let next = 0;
  return asked.map((leap) => {
    const place = (leap ?? next) % length;
    next = place + 1;
    return place;
  });
};

it('gives the facts before each contact and with it as reading all of them anew does, also when they are read later', () =>
  fc.assert(
    fc.asyncProperty(
      aLog.chain((log) => fc.tuple(fc.constant(log), someAsked(log))),
      async ([log, asked]) => {
        const followed = new FollowedFacts();
        const whole = Timeline.of(log);
        const later: (() => Promise<void>)[] = [];
        for (const place of places(asked, log.length)) {
          const contact = log[place] as RecordedContact;
          const { at, recordedAt } = contact;
          const known = { asOf: recordedAt, knownAt: recordedAt };
          const prepared: Timeline[] = [];
          await followed.at(
            whole,
            { contact, position: contact.position as bigint },
            async (facts) => void prepared.push(facts),
            (earlier) => {
              const before = log.slice(0, place);
              for (const clocks of [known, { ...known, asOf: at }, { ...known, asOf: at - 1 }]) {
                const { timeline, kept } = earlier.at(clocks);
                expect(read(timeline)).toEqual(anew(before, clocks));
                later.push(async () => expect(read(await kept())).toEqual(anew(before, clocks)));
              }
              const { timeline, kept } = earlier.withCause(known);
              expect(read(timeline)).toEqual(anew([...before, contact], known));
              later.push(async () => expect(read(await kept())).toEqual(anew([...before, contact], known)));
            },
          );
          expect(prepared.length).toBeLessThanOrEqual(1);
        }
        for (const check of later) await check();
      },
    ),
    { numRuns: 40 },
  ));

it('reads a customer once, and again only for an earlier contact', () =>
  fc.assert(
    fc.asyncProperty(aLog, async (log) => {
      const followed = new FollowedFacts();
      const whole = Timeline.of(log);
      let readAnew = 0;
      const tell = (contact: RecordedContact) =>
        followed.at(
          whole,
          { contact, position: contact.position as bigint },
          async () => void (readAnew += 1),
          () => undefined,
        );
      for (const contact of log) await tell(contact);
      expect(readAnew).toBe(1);
      await tell(log[0] as RecordedContact);
      expect(readAnew).toBe(2);
    }),
    { numRuns: 20 },
  ));
