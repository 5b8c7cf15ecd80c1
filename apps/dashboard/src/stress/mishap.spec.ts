import { hypotheticalOf, supposedIn } from './mishap.js';

it.each([
  ['', { ownerSilent: { days: 7, owner: null } }],
  ['mishap=silent&what=am-1&days=30', { ownerSilent: { days: 30, owner: 'am-1' } }],
  ['mishap=missed&days=0.5', { promisesMissed: { withinDays: 0.5 } }],
  ['mishap=late&what=Storage&days=2', { serviceDelayed: { byDays: 2, service: 'Storage' } }],
  ['mishap=late', null],
  ['mishap=nonsense&days=many', { ownerSilent: { days: 7, owner: null } }],
  ['days=-1', { ownerSilent: { days: 7, owner: null } }],
  ['days=366', { ownerSilent: { days: 7, owner: null } }],
])('supposes what the address %s says', (address, hypothetical) => {
  expect(hypotheticalOf(supposedIn(new URLSearchParams(address)))).toEqual(hypothetical);
});
