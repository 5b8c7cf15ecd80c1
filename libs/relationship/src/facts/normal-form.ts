// One form for what looks alike, so that it is one in the log, in the views and in the answers.

const LINE_BREAKS = /\r\n?|[\v\f\u0085]/g;
const CONTROLS = /(?![\n\t])\p{Cc}/gu;

/**
 * The form in which an id is stored and compared: without white space around it, in Unicode NFC. It may still be refused:
 * control characters within an id are not removed, since two ids could then become one.
 */
export const normalId = (id: string): string => id.trim().normalize('NFC');

/** The values to look for when a caller names one: its normal form, then as it was given, since older logs hold it so. */
export function formsOf(id: string): readonly string[] {
  const normal = normalId(id);
  return normal === id ? [id] : [normal, id];
}

/** Whether a caller who says `name` means this value. */
export const isNamed = (name: string, value: string | null | undefined): boolean =>
  value != null && formsOf(name).includes(value);

/** Free text as it is stored: without control characters, but with line breaks and tabs. Half a character becomes U+FFFD. */
export const cleanText = (text: string): string => text.toWellFormed().replace(LINE_BREAKS, '\n').replace(CONTROLS, '');

/** A text of one line, such as a name or a segment: as an id, and what breaks the line becomes a space. */
export const cleanLine = (text: string): string => normalId(cleanText(text).replace(/\s*[\n\t\u2028\u2029]\s*/g, ' '));
