import { cleanLine, cleanText, type Field, type Fields, type TextField } from '#relationship';

type Json = Readonly<Record<string, unknown>>;

/** A text that is longer than its field takes; only its beginning is recorded. */
export type CutText = {
  /** `impact`, or `options.0.what` for a field within a field. */
  readonly field: string;
  /** In its normal form, UTF-16 code units. */
  readonly length: number;
  readonly max: number;
};

const MORE = '\u2026';

/**
 * The input with texts that are too long cut to what their fields take. Nobody can shorten a text in an export, and without its
 * row the contacts that refer to it would be lost too. Ids are never cut, since two could become one.
 * @param cut gets what was cut
 */
export const withoutLongTexts = (input: Json, fields: Fields, cut: CutText[]): Json =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name]?.field : undefined;
      return [name, field === undefined ? value : shortened(value, field, name, cut)];
    }),
  );

function shortened(value: unknown, field: Field, path: string, cut: CutText[]): unknown {
  if (field.kind === 'text') return typeof value === 'string' ? shortText(value, field, path, cut) : value;
  if (field.kind === 'list')
    return Array.isArray(value) ? value.map((each, at) => shortened(each, field.of, `${path}.${at}`, cut)) : value;
  if (field.kind !== 'group' || typeof value !== 'object' || value === null) return value;
  const inner: CutText[] = [];
  const short = withoutLongTexts(value as Json, field.fields, inner);
  cut.push(...inner.map((each) => ({ ...each, field: `${path}.${each.field}` })));
  return short;
}

function shortText(text: string, { max, isLine }: TextField, field: string, cut: CutText[]): string {
  // NFC makes no text more than three times as long, so most texts need not be brought to it.
  if (text.length <= max / 3) return text;
  const normal = (isLine ? cleanLine : cleanText)(text);
  if (normal.length <= max) return text;
  cut.push({ field, length: normal.length, max });
  const end = max - MORE.length;
  const isWithinCharacter = /[\ud800-\udbff]/.test(normal.charAt(end - 1));
  return `${normal.slice(0, isWithinCharacter ? end - 1 : end)}${MORE}`;
}
