const LONGEST_QUOTED = 40;

/** A value that somebody sent, safe to show on a terminal: as JSON, shortened, without characters that are not seen. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const short = text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED)}...` : text;
  return (typeof value === 'string' ? JSON.stringify(short) : short).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    '?',
  );
}
