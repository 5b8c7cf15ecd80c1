import { day, opened } from '../../../../test/kit/given.js';
import { bad, E, promise } from '../../../../test/kit/story.js';
import { exposed } from '../../test/put-to-stress.js';
import { TRUST_BETA_1 as model, TRUST_BETA_2 } from '../model/built-in.js';
import type { Exposure } from './exposure.js';
import { stressTest } from './stress-test.js';

const near = (points: number) => expect.closeTo(points, 9) as number;

describe('an exposure', () => {
  const log = [
    opened(0, { name: 'Acme' }),
    promise(2, 10, { what: 'a secret', note: 'another' }),
    bad(3, { ...E, reason: 'why' }),
  ];
  const exposure = exposed(log, day(5)) as Exposure;
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

  it('is refused to another model, and at a time before its own', () => {
    expect(() => stressTest([exposure], { ...asked, models: [TRUST_BETA_2] })).toThrow(RangeError);
    expect(() => stressTest([exposure], { ...asked, asOf: day(4) })).toThrow(RangeError);
  });
});
