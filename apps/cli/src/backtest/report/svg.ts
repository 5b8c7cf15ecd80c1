/** Text fit for HTML and SVG, wherever it came from. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Maps a range of values to a range of places. */
export const scale =
  (from: readonly [number, number], to: readonly [number, number]) =>
  (value: number): number =>
    to[0] + ((value - from[0]) / (from[1] - from[0] || 1)) * (to[1] - to[0]);

const at = (value: number): string => value.toFixed(1);

export const line = (x1: number, y1: number, x2: number, y2: number, className: string): string =>
  `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" class="${className}"/>`;
export const dot = (x: number, y: number, r: number, className: string, title = ''): string =>
  `<circle cx="${at(x)}" cy="${at(y)}" r="${at(r)}" class="${className}">${title === '' ? '' : `<title>${escaped(title)}</title>`}</circle>`;
export const box = (x: number, y: number, width: number, height: number, className: string, title = ''): string =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(Math.max(0, height))}" class="${className}">${title === '' ? '' : `<title>${escaped(title)}</title>`}</rect>`;
export const label = (
  x: number,
  y: number,
  text: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
  className = '',
): string =>
  `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}"${className === '' ? '' : ` class="${className}"`}>${escaped(text)}</text>`;
export const path = (points: readonly (readonly [number, number])[], className: string): string =>
  points.length === 0
    ? ''
    : `<polyline points="${points.map(([x, y]) => `${at(x)},${at(y)}`).join(' ')}" class="${className}"/>`;

/** @param says what the picture shows, for those who cannot see it */
export const picture = (width: number, height: number, says: string, parts: readonly string[]): string =>
  `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(says)}">${parts.join('')}</svg>`;
