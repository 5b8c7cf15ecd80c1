import { TRUST_BANDS } from '../score/band.js';
import { isWorse } from './band-order.js';

it('takes for a fall whatever is lower, and knowing too little any more', () => {
  const falls = TRUST_BANDS.flatMap((before) =>
    TRUST_BANDS.filter((after) => isWorse(before, after)).map((after) => `${before} > ${after}`),
  );
  expect(falls).toEqual([
    'HEALTHY > WATCH',
    'HEALTHY > AT_RISK',
    'HEALTHY > INSUFFICIENT_EVIDENCE',
    'WATCH > AT_RISK',
    'WATCH > INSUFFICIENT_EVIDENCE',
    'AT_RISK > INSUFFICIENT_EVIDENCE',
    'INSUFFICIENT_EVIDENCE > AT_RISK',
  ]);
});
