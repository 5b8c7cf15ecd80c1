import fc from 'fast-check';
import {
  compareEntries,
  DAY_MS,
  Timeline,
  timelineAsOf,
  type EvidenceEntry,
  type RecordedContact,
} from '#relationship';
import { day, isoDay, on, opened } from '../../../test/kit/given.js';
import { aLog, aMoment } from '../../../test/laws/histories.js';
import {
  assessEntries,
  priorOf,
  TRUST_BETA_1,
  TRUST_BETA_2,
  TRUST_BETA_3,
  type Scenario,
  type TrustModel,
} from '../src/index.js';

/** A relationship at a moment, and what might go wrong. Every other issue is of one service. */
export type Case = {
  readonly log: readonly RecordedContact[];
  readonly asOf: number;
  readonly scenario: Scenario;
  readonly model: TrustModel;
};

const withService = (contact: RecordedContact): RecordedContact => {
  const { issueId } = contact.data as { readonly issueId?: string };
  if (contact.type !== 'IssueReported' || issueId === undefined) return contact;
  const service = issueId.length % 2 === 0 ? 'mail' : 'phone';
  return { ...contact, data: { ...contact.data, service } as RecordedContact['data'] };
};

const days = fc.integer({ min: 0, max: 60 });
const anyScenario: fc.Arbitrary<Scenario> = fc.oneof(
  fc.record({ is: fc.constant('SERVICE_DELAYED' as const), service: fc.constantFrom('mail', 'phone'), byDays: days }),
  fc.record({ is: fc.constant('OWNER_SILENT' as const), owner: fc.constant('ada'), days }),
  fc.record({ is: fc.constant('PROMISES_MISSED' as const), withinDays: days }),
);

/** The owner is ada, so that silence concerns them all. */
export const anyCase: fc.Arbitrary<Case> = fc
  .record({
    log: aLog,
    asOf: aMoment,
    scenario: anyScenario,
    model: fc.constantFrom(TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3),
  })
  .map(({ log, ...other }) => ({
    ...other,
    log: log
      .filter(({ type }) => type !== 'OwnerAssigned')
      .map(withService)
      .map((each) => (each.type === 'RelationshipOpened' ? { ...each, data: { ...each.data, owner: 'ada' } } : each)),
  }));

/** A few promises to come, some of them about one of two issues, some with an update promised, some told of already. */
const aPromise = fc.record({
  dueOn: fc.integer({ min: 8, max: 20 }),
  issue: fc.constantFrom(null, 'a', 'b'),
  update: fc.boolean(),
  told: fc.boolean(),
});

type AtStake = typeof aPromise extends fc.Arbitrary<infer T> ? T : never;

/** A healthy relationship with much at stake, which anyCase seldom generates. */
export const aCaseAtStake: fc.Arbitrary<Case> = fc
  .record({
    openingTrust: fc.integer({ min: 50, max: 95 }),
    kept: fc.nat({ max: 4 }),
    promises: fc.array(aPromise, { minLength: 1, maxLength: 3 }),
    scenario: anyScenario,
    model: fc.constantFrom(TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3),
  })
  .map(({ openingTrust, kept, promises, scenario, model }) => ({
    log: [
      opened(0, { owner: 'ada', openingTrust }),
      ...Array.from({ length: kept }, (_, n) => keptPromise(n)).flat(),
      ...['a', 'b'].map((issueId) => on(5, 'IssueReported', { issueId, raisedBy: 'PROVIDER', service: 'mail' })),
      ...promises.flatMap(promiseAtStake),
    ],
    asOf: day(7),
    scenario,
    model,
  }));

const keptPromise = (n: number): RecordedContact[] => [
  on(1, 'ExpectationSet', { expectationId: `kept-${n}`, dueAt: isoDay(4) }),
  on(3, 'ExpectationMet', { expectationId: `kept-${n}` }),
];

function promiseAtStake({ dueOn, issue, update, told }: AtStake, n: number) {
  const expectationId = `open-${n}`;
  return [
    on(6, 'ExpectationSet', {
      expectationId,
      dueAt: isoDay(dueOn),
      ...(issue === null ? {} : { issueId: issue }),
      ...(update ? { nextUpdateDueAt: isoDay((7 + dueOn) / 2) } : {}),
    }),
    ...(told ? [on(6.5, 'ProactiveCallMade', { about: { expectationId }, news: 'BAD' })] : []),
  ];
}

const countsFrom = ({ at, lapse }: EvidenceEntry): number => (lapse ? at + 1 : at);

/** The strain of a scenario, from the whole evidence of a relationship; null where the scenario does not concern it. */
export function directStrain({ log, asOf, scenario, model }: Case) {
  const timeline = timelineAsOf(log, { asOf, knownAt: Infinity });
  const toCome = timeline.evidence(model.calendar).filter((entry) => countsFrom(entry) > asOf);
  const promises = toCome.filter((entry) => entry.class.startsWith('expectation_missed'));
  const serviceOf = ({ causeEventId }: EvidenceEntry) => timeline.matterOfContact(causeEventId).issue?.service;
  const by = (until: number, entries: readonly EvidenceEntry[]) => ({
    until,
    lapses: new Set(entries.filter((each) => countsFrom(each) <= until).map((each) => each.obligationId)),
  });
  switch (scenario.is) {
    case 'OWNER_SILENT':
      return by(asOf + scenario.days * DAY_MS + 1, toCome);
    case 'PROMISES_MISSED': {
      const found = by(asOf + scenario.withinDays * DAY_MS + 1, promises);
      return found.lapses.size === 0 ? null : found;
    }
    case 'SERVICE_DELAYED': {
      const of = (entries: readonly EvidenceEntry[]) => entries.filter((each) => serviceOf(each) === scenario.service);
      const last = Math.max(...of(promises).map(({ at }) => at));
      return last === -Infinity ? null : by(last + scenario.byDays * DAY_MS + 1, of(toCome));
    }
  }
}

/** The assessment under the strain, with calls made at `asOf`, computed from scratch. */
export function directlyStrained(
  { log, asOf, model }: Case,
  { until, lapses }: NonNullable<ReturnType<typeof directStrain>>,
  calls: readonly RecordedContact[] = [],
) {
  const timeline = Timeline.of([...timelineAsOf(log, { asOf, knownAt: Infinity }).recorded(), ...calls]);
  const entries = timeline
    .evidence(model.calendar)
    .filter((entry) => countsFrom(entry) <= asOf || (entry.obligationId !== null && lapses.has(entry.obligationId)));
  return assessEntries(entries.toSorted(compareEntries), { asOf: until, model, ...priorOf(timeline) });
}
