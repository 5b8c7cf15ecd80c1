/** A table of Markdown; cells must not hold a bar. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);

/** Points to one digit, as a screen would show them. */
export const points = (value: number): string => (Math.abs(value) < 0.05 ? 0 : value).toFixed(1);

/** What is added or taken away, with its sign. */
export function signed(value: number, digits = 1): string {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value > 0 ? '+' : '−'}${text}`;
}

export const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** @throws where a page would say in words what its figures do not */
export function sure(holds: boolean, claim: string): void {
  if (!holds) throw new Error(`the page says what is not so: ${claim}`);
}
