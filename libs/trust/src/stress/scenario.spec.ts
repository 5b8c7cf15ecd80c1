import { day, on, opened } from '../../../../test/kit/given.js';
import { bad, issue, met, nextBy, promise, update } from '../../../../test/kit/story.js';
import { exposed, lineOf } from '../../test/put-to-stress.js';
import { assess } from '../assessment/assess.js';
import { TRUST_BETA_1 as model } from '../model/built-in.js';
import type { Scenario } from './scenario.js';

const near = (points: number) => expect.closeTo(points, 9) as number;

describe('each scenario', () => {
  const start = opened(0, { owner: 'ada', segment: 'retail' });
  const mail = issue(1, { service: 'mail' });
  const promised = promise(2, 10, { issueId: 'I' });
  const other = on(2, 'ExpectationSet', { expectationId: 'OTHER', dueAt: new Date(day(11)).toISOString() });
  const log = [start, mail, bad(1), promised, other];
  const put = (scenario: Scenario, facts = log, asOf = day(5)) => lineOf({ log: facts, asOf, scenario, model });

  it('a delayed service makes its own promises pass unmet, and nothing else', () => {
    const line = put({ is: 'SERVICE_DELAYED', service: 'mail', byDays: 2 });
    expect(line).toMatchObject({ lapses: 1, until: day(12) + 1, owner: 'ada', segment: 'retail' });
    const alone = assess([start, mail, bad(1), promised], { asOf: day(12) + 1, knownAt: Infinity, model });
    expect(line?.after.score).toEqual(near(alone?.score ?? NaN));
    expect(put({ is: 'SERVICE_DELAYED', service: 'phone', byDays: 2 })).toBeNull();
    expect(put({ is: 'SERVICE_DELAYED', service: 'mail', byDays: 2 }, [...log, met(4)])).toBeNull();
  });

  it('a promised word about a delayed service lapses with it, where it falls due meanwhile', () => {
    const updates = [...log, update(3, { about: { issueId: 'I' }, ...nextBy(11.5) }), update(3, nextBy(11.5))];
    expect(put({ is: 'SERVICE_DELAYED', service: 'mail', byDays: 2 }, updates)).toMatchObject({ lapses: 2 });
    expect(put({ is: 'SERVICE_DELAYED', service: 'mail', byDays: 1 }, updates)).toMatchObject({ lapses: 1 });
  });

  it('a missed promise is one due within the days, the last instant included', () => {
    expect(put({ is: 'PROMISES_MISSED', withinDays: 5 })).toMatchObject({ lapses: 1, until: day(10) + 1 });
    expect(put({ is: 'PROMISES_MISSED', withinDays: 6 })).toMatchObject({ lapses: 2 });
    expect(put({ is: 'PROMISES_MISSED', withinDays: 4 })).toBeNull();
    expect(put({ is: 'PROMISES_MISSED', withinDays: 5 }, [...log, update(3, nextBy(9))])).toMatchObject({ lapses: 1 });
  });

  it('a silent owner is whoever answers for the relationship at that moment', () => {
    const cover = on(3, 'OwnerAssigned', { owner: 'bob', until: new Date(day(6)).toISOString() });
    const silent = (owner: string | null, facts = log, asOf = day(5)) =>
      put({ is: 'OWNER_SILENT', owner, days: 30 }, facts, asOf);
    expect(silent('ada')).toMatchObject({ lapses: 2, until: day(35) + 1 });
    expect(silent('bob')).toBeNull();
    expect([silent('ada', [...log, cover]), silent('bob', [...log, cover])?.owner]).toEqual([null, 'bob']);
    expect(silent('ada', [...log, cover], day(6))?.owner).toBe('ada');
    expect([silent(null)?.owner, silent(null, [...log, cover])?.owner]).toEqual(['ada', 'bob']);
  });

  it('concerns nobody who is not served: not open, closed or erased', () => {
    expect(exposed([], day(5))).toBeNull();
    expect(exposed([...log, on(3, 'RelationshipClosed')], day(5))).toBeNull();
    expect(exposed([...log, on(3, 'CustomerErased')], day(5))).toBeNull();
  });
});
