import { betaQuantile } from './beta-quantile.js';
import reference from './beta-quantile.reference.json' with { type: 'json' };

it('agrees with quantiles worked out at 50 digits', () => {
  expect(reference.length).toBeGreaterThanOrEqual(200);
  for (const [p = NaN, alpha = NaN, beta = NaN, expected = NaN] of reference) {
    expect(Math.abs(betaQuantile(p, alpha, beta) - expected)).toBeLessThan(1e-12);
  }
});
