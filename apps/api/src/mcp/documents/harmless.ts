/** Line breaks: after one, a text could begin what looks like another message. */
const BREAKS = /\s*[\n\r\v\f\u0085\u2028\u2029]+\s*/gu;
/** Control and format characters, private ones and those that show nothing: they can hide text from people, or turn its direction. */
const UNSEEN =
  /\p{Cc}|\p{Cf}|\p{Co}|\p{Cs}|\u034F|\u115F|\u1160|\u17B4|\u17B5|[\u180B-\u180F]|\u2800|\u3164|[\uFE00-\uFE0F]|\uFFA0|[\u{E0100}-\u{E01EF}]/gu;
const FENCE = /(`{2,}|~{3,})/g;
/** Such as [INST] or [/SYSTEM]. */
const BRACKETED = /\[(\/?[A-Z][A-Z _-]*)\]/g;

const WIDE: Readonly<Record<string, string>> = { '<': '＜', '>': '＞' };

/**
 * A text in which nothing can pass for the end of the data or for a message of its own. It stays on one line, has no
 * character that people do not see, and what models take for the marks of a message (`<...>`, fences, `[INST]`) is written with
 * characters that look alike. People read the same; the exact text is at the GraphQL door.
 */
export const harmless = (text: string): string =>
  text
    .replaceAll(BREAKS, ' ⏎ ')
    .replaceAll(UNSEEN, '')
    .replaceAll(/[<>]/g, (each) => WIDE[each] ?? each)
    .replaceAll(FENCE, (each) => "'".repeat(each.length))
    .replaceAll(BRACKETED, '［$1］')
    .trim();
