import { ContactLog, KeyRing } from '#contact-log';
import { MemoryEventStore } from '#event-store';
import { DAY_MS } from '#relationship';
import { assessTimeline, TRUST_BETA_1 } from '#trust';
import { simulate } from '../../apps/replay/src/demo/simulate.js';
import { recordSimulation } from '../../apps/replay/src/demo/record-simulation.js';

it('scratch', async () => {
  const until = Date.UTC(2026, 5, 17, 14, 30);
  let t = Date.now();
  const { customers, contacts } = simulate({ seed: 1, customers: 120, until });
  const out: string[] = [`sim ${Date.now() - t} ms ${contacts.length}`];
  const log = new ContactLog(new MemoryEventStore(), new KeyRing(':memory:'), () => until);
  t = Date.now();
  const r = await recordSimulation(log, contacts, 'x');
  out.push(`rec ${Date.now() - t} ms ${r.written} ${r.refused.length}`);
  for (const x of r.refused.slice(0, 10)) out.push(JSON.stringify(x));
  const byType = new Map<string, number>();
  for (const c of contacts) byType.set(c.type, (byType.get(c.type) ?? 0) + 1);
  out.push(JSON.stringify([...byType], null, 0));
  const byOwner: Record<string, any> = {};
  for (const c of customers) {
    const tl = (await log.timelineOf(c.customerId))!;
    const a = assessTimeline(tl, until, TRUST_BETA_1)!;
    const owner = tl.profile!.owner!;
    const o = (byOwner[owner] ??= { n: 0, scores: [], bands: {}, surprises: 0, closed: 0 });
    o.n++; o.scores.push(Math.round(a.score)); o.bands[a.band] = (o.bands[a.band] ?? 0) + 1;
    if (tl.profile!.closed) o.closed++;
    o.surprises += tl.evidence().filter((e) => e.class === 'surprise').length;
  }
  for (const [k, o] of Object.entries(byOwner)) out.push(`${k} n=${o.n} mean=${(o.scores.reduce((a: number, b: number) => a + b, 0) / o.n).toFixed(1)} ${JSON.stringify(o.bands)} surprises/c=${(o.surprises / o.n).toFixed(2)} closed=${o.closed} ${o.scores.sort((a: number,b: number)=>a-b).join(' ')}`);
  out.push(String(DAY_MS));
  console.log(out.join('\n'));
});
