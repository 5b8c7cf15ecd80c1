import { orderIn, sortAfter } from './columns.js';

it.each([
  [null, 'score', 'SCORE', 'ASC'],
  ['name', 'name', 'NAME', 'ASC'],
  ['-contact', 'contact', 'LAST_CONTACT', 'DESC'],
  ['nonsense', 'score', 'SCORE', 'ASC'],
  ['-', 'score', 'SCORE', 'DESC'],
])('%s in the address is the column %s', (sort, column, field, direction) => {
  expect(orderIn(sort)).toEqual({ column, orderBy: { field, direction } });
});

it('turns round at the second press on the same head', () => {
  expect([sortAfter('score', null), sortAfter('score', '-score'), sortAfter('name', null)]).toEqual([
    '-score',
    'score',
    'name',
  ]);
});
