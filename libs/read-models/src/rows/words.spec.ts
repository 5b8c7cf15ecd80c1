import { wordsIn } from './words.js';

it.each([
  ['Müller & Söhne GmbH', ['muller', 'sohne', 'gmbh']],
  ['MÜLLER müller', ['muller']],
  ['Straße', ['strasse']],
  ['Łódź Ærø Œuvre', ['lodz', 'aero', 'oeuvre']],
  // Ligatures and wide letters, as people copy them from documents.
  ['ﬁrst ＡＢＣ', ['first', 'abc']],
  ['acme-0042/x', ['acme', '0042', 'x']],
  ['Київ 東京', ['киів', '東京']],
  [' - & ', []],
  ['half \ud800 of a \0 character', ['half', 'of', 'a', 'character']],
])('%s is %j', (text, words) => expect(wordsIn(text)).toEqual(words));
