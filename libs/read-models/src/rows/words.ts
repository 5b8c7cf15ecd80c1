/** Letters that Unicode does not take apart into a letter and an accent. */
const PLAIN: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
};
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');
const ACCENTS = /\p{M}/gu;
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;

/** The words of a text without accents and case, each once. Upper case first: it alone makes `ß` the `ss` that people type. */
export const wordsIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .normalize('NFKD')
      .replace(ACCENTS, '')
      .toUpperCase()
      .toLowerCase()
      .replace(NOT_PLAIN, (letter) => PLAIN[letter] ?? letter)
      .split(BETWEEN_WORDS)
      .filter((word) => word !== ''),
  ),
];
