/** Control characters except for a new line and a tab, and marks that change the direction of what follows. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const LINE_BREAK = /[\n\t]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * The text with control characters made visible, as `\u001b`. A name or a note may hold them, and a terminal would obey
 * them. In JSON such an escape means the same character.
 */
export const visible = (text: string): string => text.replace(UNSEEN, escaped);

/** The same for a text within a line: line breaks and tabs are made visible, too. */
export const visibleInLine = (text: string): string => visible(text).replace(LINE_BREAK, escaped);
