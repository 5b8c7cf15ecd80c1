import { TRUST_BETA_1 as model } from '../model/built-in.js';
import { bandOf } from './band.js';

const { healthy, watch, insufficientAbove } = model.document.bands;
const under = (value: number) => value - 1e-12;

it.each([
  [healthy, insufficientAbove, 'HEALTHY'],
  [under(healthy), 0, 'WATCH'],
  [watch, insufficientAbove, 'WATCH'],
  [under(watch), 0, 'AT_RISK'],
  [1, insufficientAbove + 1e-12, 'INSUFFICIENT_EVIDENCE'],
])('a band has its own threshold in it: trust %f known to %f is %s', (trust, uncertainty, band) => {
  expect(bandOf({ trust, uncertainty }, model)).toBe(band);
});
