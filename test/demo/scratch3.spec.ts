import { DAY_MS, toIso } from '#relationship';
import { simulate } from '../../apps/replay/src/demo/simulate.js';
it('x', () => {
  const until = Date.UTC(2026, 5, 17, 14, 30);
  const { customers, contacts } = simulate({ seed: 1, customers: 120, until });
  const out: string[] = [];
  for (const i of [0, 1, 2, 7]) {
    const c = customers[i]!;
    out.push(JSON.stringify(c));
    for (const x of contacts.filter((y) => y.customerId === c.customerId)) {
      const { note, about, ...f } = x.facts as any;
      out.push(`${toIso(x.occurredAt).slice(0, 16)} rec+${Math.round((x.recordedAt - x.occurredAt) / 60000)}m ${x.type} ${x.idempotencyKey} ${JSON.stringify(about ?? '')} ${JSON.stringify(f).slice(0, 200)} ${note ?? ''}`);
    }
  }
  console.log(out.join('\n'), DAY_MS);
});
