import { cursorAt, cursorOf, textOf } from './cursor.js';

it.each(['0', '12', '12.3', '12~3-40', '999999999999999'])('reads %s as it was written', (text) => {
  const cursor = cursorOf(text);
  expect(cursor && textOf(cursor)).toBe(text);
});

it.each(['', '-1', '1.', '.1', '1.2.3', '1~2', '1~0-', '5~5-9', '5~2-4', '1.2~0-3', ' 1', '1234567890123456'])(
  'takes "%s" for no cursor',
  (text) => expect(cursorOf(text)).toBeNull(),
);

it('says the position alone where nothing of the part is left', () => {
  expect(textOf({ ...cursorAt(9n), gathered: { after: 3n, upTo: 9n } })).toBe('9');
  expect(textOf({ ...cursorAt(8n), gathered: { after: 3n, upTo: 9n } })).toBe('8~3-9');
});
