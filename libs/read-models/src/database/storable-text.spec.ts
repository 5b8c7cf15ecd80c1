import fc from 'fast-check';
import { readRow, storable } from './storable-text.js';

const TEXTS = [
  '',
  'plain',
  'a\0b',
  '\ud800',
  'x\udfffy',
  '\ufdd0',
  '\ufdd00000',
  'm\u00fcller',
  '\u{1f600}',
  '\ufdd0\0\ud83d',
];

it('gives every text back as it was', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', '0', '\0', '\ud800', '\udc00', '\ufdd0', '\u00fc') });
  const isSame = (text: string) => expect(readRow({ text: storable(text) })).toEqual({ text });
  TEXTS.forEach(isSame);
  fc.assert(fc.property(texts, isSame));
});

it('makes of each text one that both databases take, and of two texts never one', () => {
  const stored = TEXTS.map((text) => storable(text) as string);
  expect(new Set(stored).size).toBe(TEXTS.length);
  for (const text of stored) expect([text, text.isWellFormed() && !text.includes('\0')]).toEqual([text, true]);
});

it('leaves alone what is no such text', () => {
  for (const value of ['plain', '\u{1f600}', 7, null]) expect(storable(value)).toBe(value);
  const row = { name: 'acme', position: 7, segment: null };
  expect(readRow(row)).toBe(row);
});
