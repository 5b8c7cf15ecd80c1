import { after, effect, told } from './stories.js';
import * as a from '../../apps/replay/src/demo/stories/told-early.js';
import * as b from '../../apps/replay/src/demo/stories/found-first.js';
import * as c from '../../apps/replay/src/demo/stories/promises.js';
import * as d from '../../apps/replay/src/demo/stories/taken-back.js';
import * as e from '../../apps/replay/src/demo/stories/settled.js';
import * as f from '../../apps/replay/src/demo/stories/updates-owed.js';
import * as g from '../../apps/replay/src/demo/stories/saying-no.js';
import * as h from '../../apps/replay/src/demo/stories/executives.js';
import * as i from '../../apps/replay/src/demo/stories/escalations.js';
import * as j from '../../apps/replay/src/demo/stories/good-days.js';
import * as k from '../../apps/replay/src/demo/stories/cadence.js';
import * as l from '../../apps/replay/src/demo/stories/misstatement.js';
import * as m from '../../apps/replay/src/demo/stories/corrections.js';
import * as n from '../../apps/replay/src/demo/stories/today.js';
it('prints', () => {
  const out: string[] = [];
  const all = [a, b, c, d, e, f, g, h, i, j, k, l, m].flatMap((x) => Object.values(x)).concat(n.TODAY as any).filter((x: any) => typeof x === 'object' && x.tell) as any[];
  for (const s of all) {
    const min = Math.min(...Array.from({ length: 40 }, (_, q) => after(told(s, q + 1), 0.01)).map((x) => x.score - x.prior));
    const max = Math.max(...Array.from({ length: 40 }, (_, q) => after(told(s, q + 1), 0.01)).map((x) => x.score - x.prior));
    const dims = after(told(s, 3), 0.01).dimensions.map((x: any) => `${x.dimension?.slice(0,4)}:${(x.score-70).toFixed(1)}`).join(' ');
    out.push(`${s.name.padEnd(28)} end ${effect(s, 0.01).toFixed(2).padStart(7)} [${min.toFixed(1)} ${max.toFixed(1)}]  30d ${effect(s, 30).toFixed(2).padStart(7)}  90d ${effect(s, 90).toFixed(2).padStart(7)}  365d ${effect(s, 365).toFixed(2).padStart(7)}   ${dims}  `);
  }
  console.log(out.join('\n'));
});
