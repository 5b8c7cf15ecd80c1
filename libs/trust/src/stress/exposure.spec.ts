import { day, on, opened } from '../../../../test/kit/given.js';
import { bad, E, issue, nextBy, promise, TICK, update } from '../../../../test/kit/story.js';
import { exposed } from '../../test/put-to-stress.js';
import { TRUST_BETA_1 as model, TRUST_BETA_2 } from '../model/built-in.js';
import { openMatters, type Exposure } from './exposure.js';
import { stressTest } from './stress-test.js';

const near = (points: number) => expect.closeTo(points, 9) as number;

describe('an exposure', () => {
  const log = [
    opened(0, { name: 'Acme' }),
    promise(2, 10, { what: 'a secret', note: 'another' }),
    bad(3, { ...E, reason: 'why' }),
  ];
  let exposure: Exposure;
  beforeEach(() => {
    exposure = exposed(log, day(5)) as Exposure;
  });
  const asked = { scenario: { is: 'PROMISES_MISSED', withinDays: 9 } as const, asOf: day(6), models: [model] };

  it('is plain JSON without a personal word, and does the same when read again', () => {
    const text = JSON.stringify(exposure);
    expect(text).not.toMatch(/secret|another|why|Acme/);
    expect(stressTest([JSON.parse(text) as Exposure], asked)).toEqual(stressTest([exposure], asked));
  });

  it('serves until the next fact, at any later time', () => {
    const later = exposed(log, day(11)) as Exposure;
    const [of, at] = [{ is: 'OWNER_SILENT', owner: '', days: 3 } as const, day(12)];
    const lines = [exposure, later].map(
      (each) => stressTest([{ ...each, owner: '' }], { scenario: of, asOf: at, models: [model] }).lines[0],
    );
    expect(lines[0]?.after.score).toEqual(near(lines[1]?.after.score ?? NaN));
    expect(lines[0]?.lapses).toBe(0);
  });

  it('has of a relationship who answers for it, what counts by then, and each due time with what it belongs to', () => {
    const worth = { renewsAt: new Date(day(90)).toISOString(), value: { amount: 500, currency: 'EUR' } };
    const opening = opened(0, { ...worth, owner: 'ada', segment: 'SMB', openingTrust: 60 });
    const cover = on(1, 'OwnerAssigned', { owner: 'bob', until: new Date(day(9)).toISOString() });
    const ofIssue = promise(2, 10, { issueId: 'I' });
    const alone = promise(2, 11, { expectationId: 'ALONE' });
    const said = update(3, nextBy(12));
    const whole = exposed([opening, cover, issue(1, { service: 'mail' }), ofIssue, alone, said], day(3)) as Exposure;
    const { matters, ...rest } = whole;
    expect(rest).toEqual({
      customerId: 'acme',
      owner: 'ada',
      cover: { owner: 'bob', until: day(9) },
      segment: 'SMB',
      renewsAt: day(90),
      value: worth.value,
      openingTrust: 60,
      model: 'trust-beta/1',
      asOf: day(3),
      counted: [['status_update', 1]],
      pending: [
        {
          class: 'expectation_missed_unannounced',
          at: day(10),
          lapse: true,
          magnitude: 1,
          obligationId: `DELIVER:${ofIssue.id}`,
          kind: 'DELIVER',
          about: 'expectation:E',
          issueId: 'I',
          service: 'mail',
        },
        {
          class: 'expectation_missed_unannounced',
          at: day(11),
          lapse: true,
          magnitude: 1,
          obligationId: `DELIVER:${alone.id}`,
          kind: 'DELIVER',
          about: 'expectation:ALONE',
          issueId: null,
          service: null,
        },
        {
          class: 'update_owed_not_sent',
          at: day(12),
          lapse: true,
          magnitude: 1,
          obligationId: `UPDATE:${said.id}`,
          kind: 'UPDATE',
          about: null,
          issueId: null,
          service: null,
        },
      ],
    });
    expect(Object.keys(JSON.parse(matters) as object)).toEqual(['issue:I', 'expectation:ALONE', 'null']);
    const open = openMatters(whole);
    expect(open('issue:I').contacts.map(({ type }) => type)).toEqual(['IssueReported', 'ExpectationSet']);
    expect([open('issue:I').counted, open(null).counted]).toEqual([[], [['status_update', 1]]]);
    expect(open('issue:J')).toEqual({ contacts: [], marks: [], notices: [], counted: [] });
  });

  it('is of what counts from its very moment on, a lapse only after', () => {
    const at = (days: number) => exposed([opened(0), promise(1, 5)], day(days)) as Exposure;
    expect([at(5).pending.length, at(5).counted]).toEqual([1, []]);
    expect([at(5 + TICK).pending, at(5 + TICK).counted.length]).toEqual([[], 1]);
  });

  it('is refused to another model, and at a time before its own', () => {
    expect(() => stressTest([exposure], { ...asked, models: [TRUST_BETA_2] })).toThrow(RangeError);
    expect(() => stressTest([exposure], { ...asked, asOf: day(4) })).toThrow(RangeError);
  });
});
