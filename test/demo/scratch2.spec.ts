import { effectOf } from './stories.js';
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
it('prints', async () => {
  const out: string[] = [];
  const all = [a, b, c, d, e, f, g, h, i, j, k, l, m]
    .flatMap((x) => Object.values(x))
    .concat(n.TODAY as any)
    .filter((x: any) => typeof x === 'object' && x.tell) as any[];
  for (const s of all) {
    const r = [];
    for (const dd of [0.01, 30, 90, 365]) r.push((await effectOf(s, dd)).toFixed(1).padStart(7));
    out.push(`${s.name.padEnd(28)} ${r.join(' ')}`);
  }
  console.log(out.join('\n'));
}, 60000);
