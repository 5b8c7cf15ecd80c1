import { finished, type Steps } from './steps.js';

it('is the result of all steps', () => {
  let taken = 0;
  function* counting(): Steps<string> {
    for (; taken < 3; taken += 1) yield;
    return 'counted';
  }
  expect([finished(counting()), taken]).toEqual(['counted', 3]);
});
