import fc from 'fast-check';
import { MostFrequent } from './most-frequent.js';

/** The same by counting all of them anew. */
function counted(texts: readonly string[]): string | null {
  let most: [string, number] | null = null;
  for (const [text, all] of Map.groupBy(texts, (each) => each))
    if (most === null || all.length > most[1]) most = [text, all.length];
  return most?.[0] ?? null;
}

it('is the same as counting all texts anew after each', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), (texts) => {
      const frequent = new MostFrequent();
      expect(frequent.value).toBeNull();
      for (const [place, text] of texts.entries()) {
        frequent.add(text);
        expect(frequent.value).toBe(counted(texts.slice(0, place + 1)));
      }
    }),
  );
});
