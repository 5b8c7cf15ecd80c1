import { answersAt, coverAt } from './profile.js';

const cover = { owner: 'grace', until: 100 };

it('whoever covers for the owner answers until the cover ends, that very instant not included', () => {
  expect([coverAt({ cover }, 99), coverAt({ cover }, 100), coverAt({ cover: null }, 99)]).toEqual([cover, null, null]);
  expect([answersAt({ owner: 'ada', cover }, 99), answersAt({ owner: 'ada', cover }, 100)]).toEqual(['grace', 'ada']);
});

it('nobody answers for a relationship without owner and cover', () => {
  expect(answersAt({ owner: null, cover: null }, 0)).toBeNull();
  expect([answersAt({ owner: null, cover }, 99), answersAt({ owner: null, cover }, 100)]).toEqual(['grace', null]);
});
