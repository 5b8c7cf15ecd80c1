import { readFileSync } from 'node:fs';
import { REASONS } from '../../apps/api/src/edge/health/reasons.js';

it('the page on running it as a service has every reason of the probes, and no other', () => {
  const page = readFileSync('docs/running-as-a-service.md', 'utf8');
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| ([a-z, ]+?) +\| (.+?) +\|$/gm)].map(
    ([, reason, stops, says]) => ({
      reason,
      stops,
      says,
    }),
  );
  expect(rows).toEqual(
    Object.entries(REASONS).map(([reason, { stops, says }]) => ({
      reason,
      stops: stops.join(', ') || 'nothing',
      says,
    })),
  );
});
