import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { PortfolioComparison, ColumnsWriter, compareModels, type PortfolioCompared } from '#replay';
import { timelineAsOf, toIso } from '#relationship';
import { assess, parseModel, TRUST_BETA_1, TRUST_BETA_2 } from '#trust';
import { aLog, aMoment } from '../laws/histories.js';
import { aBook, ODD, UNTIL } from './book.js';
import { rapportHere } from './in-process.js';

/** Harsher on surprises, blind to check-ins, and starting lower. */
const { check_in: _, ...classes } = TRUST_BETA_1.document.classes;
const HARSH = parseModel({
  ...TRUST_BETA_1.document,
  id: 'harsh/1',
  cap: 0.2,
  dimensions: {
    ...TRUST_BETA_1.document.dimensions,
    candour: { ...TRUST_BETA_1.document.dimensions.candour, prior: 0.6 },
  },
  classes: {
    ...classes,
    surprise: { ...TRUST_BETA_1.document.classes.surprise, weights: { candour: -3, responsiveness: -1 } },
  },
});

const sumOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0);

it('compares one relationship: the shifts of prior, classes and cap sum to that of the score', () => {
  fc.assert(
    fc.property(aLog, aMoment, fc.constantFrom(TRUST_BETA_2, HARSH), (log, asOf, model) => {
      const clocks = { asOf, knownAt: Infinity };
      const both = compareModels(timelineAsOf(log, clocks), asOf, TRUST_BETA_1, model);
      const [a, b] = [TRUST_BETA_1, model].map((each) => assess(log, { ...clocks, model: each }));
      expect(both === null).toBe(a === null);
      fc.pre(both !== null && a != null && b != null);
      expect([both.a.score, both.b.score, both.a.band, both.b.band]).toEqual([a.score, b.score, a.band, b.band]);
      expect(both.intervals).toEqual({ a: a.interval, b: b.interval });
      const shifts = [both.b.prior - both.a.prior, both.b.cap - both.a.cap, ...both.classes.map(({ shift }) => shift)];
      expect(Math.abs(sumOf(shifts) - both.shift)).toBeLessThan(1e-9);
      expect(both.dimensions.map(({ b: score }) => score)).toEqual(b.dimensions.map(({ score }) => score));
    }),
    { numRuns: 60 },
  );
});

it('compares a book as its relationships one by one', () => {
  fc.assert(
    fc.property(fc.array(aLog, { minLength: 1, maxLength: 8 }), aMoment, (logs, asOf) => {
      const comparison = new PortfolioComparison(TRUST_BETA_1, HARSH, asOf, 3);
      const singles = logs.map((log) =>
        compareModels(timelineAsOf(log, { asOf, knownAt: Infinity }), asOf, TRUST_BETA_1, HARSH),
      );
      const open = singles.filter((each) => each !== null);
      for (const half of [logs.slice(0, 3), logs.slice(3)]) {
        const writer = new ColumnsWriter();
        half.forEach((log, index) => writer.add(`customer-${index}`, log));
        comparison.add(writer.done());
      }
      const result = comparison.result();
      expect(result.relationships).toBe(open.length);
      expect(result.crossed).toBe(open.filter(({ a, b }) => a.band !== b.band).length);
      expect(result.picture.histogram.counts.reduce((sum, each) => sum + each, 0)).toBe(open.length);
      expect(sumOf(result.picture.cells.map(({ count }) => count))).toBe(open.length);
      const shifts = open.map(({ shift }) => shift).toSorted((x, y) => Math.abs(y) - Math.abs(x));
      result.movers.forEach(({ shift }, index) => {
        expect(Math.abs(Math.abs(shift) - Math.abs(shifts[index] ?? NaN))).toBeLessThan(1e-9);
      });
      expect(result.shifts === null).toBe(open.length === 0);
      fc.pre(open.length > 0);
      expect(Math.abs((result.shifts?.mean ?? NaN) - sumOf(shifts) / open.length)).toBeLessThan(1e-9);
      expect(
        Math.abs(sumOf(result.reasons.map(({ meanShift }) => meanShift)) - (result.shifts?.mean ?? NaN)),
      ).toBeLessThan(1e-9);
      const ends = result.shifts?.quantiles
        .filter(({ share }) => share === 0 || share === 1)
        .map(({ points }) => points);
      expect(ends?.[0]).toBeCloseTo(Math.min(...shifts), 9);
      expect(ends?.[1]).toBeCloseTo(Math.max(...shifts), 9);
    }),
    { numRuns: 60 },
  );
});

it('finds nothing to tell between a model and itself', () => {
  const comparison = new PortfolioComparison(TRUST_BETA_1, TRUST_BETA_1, 0, 3);
  expect(comparison.result()).toMatchObject({ relationships: 0, shifts: null, rankCorrelation: null, movers: [] });
});

describe('rapport replay compare', () => {
  let folder: Awaited<ReturnType<typeof aBook>>;
  beforeAll(async () => {
    folder = await aBook();
  });
  afterAll(() => folder.remove());
  const asOf = ['--as-of', toIso(UNTIL + 7_200_000), '--known-at', toIso(UNTIL + 7_200_000)];
  const compare = (...words: string[]) =>
    rapportHere(folder.path, 'replay', 'compare', 'trust-beta/1', 'trust-beta/2', ...asOf, ...words);

  it('says the shifts, the bands crossed, the movers with reasons and the rank correlation', async () => {
    const said = JSON.parse(await compare('--json')) as PortfolioCompared;
    expect(said.relationships).toBe(9);
    expect(said.shifts?.quantiles.every(({ points }) => points >= -1e-9)).toBe(true); // recovery only softens
    expect(said.rankCorrelation).toBeGreaterThan(0.8);
    expect(said.rankCorrelation).toBeLessThanOrEqual(1);
    const [mover] = said.movers;
    expect(mover?.shift).toBeGreaterThan(0);
    expect(mover?.classes[0]?.shift).not.toBe(0);
    const text = await compare();
    expect(text).toContain('trust-beta/1 compared with trust-beta/2, 9 relationships');
    expect(text).toContain(mover?.customerId ?? '?');
    expect(text).toContain(mover?.classes[0]?.class ?? '?');
  });

  it('draws a page that needs nothing from elsewhere and takes no id for a tag', async () => {
    const file = join(folder.path, 'compare.html');
    const onStdout = await compare('--html', '/dev/stdout');
    await rapportHere(folder.path, 'replay', 'compare', 'trust-beta/1', harshFile(), ...asOf, '--html', file);
    const page = readFileSync(file, 'utf8');
    expect(page.match(/<svg /g)).toHaveLength(3);
    expect(onStdout).toMatch(/^<!doctype html>[^]*<\/html>\n?$/i);
    expect(page).not.toMatch(/https?:|src=|<script|<link|url\(/);
    expect(page).toContain('=1+1&lt;b&gt;&amp;&quot;x&quot;');
    expect(page).not.toContain(ODD);
  });

  it('says where the page cannot be written', async () => {
    await expect(compare('--html', join(harshFile(), 'page.html'))).rejects.toThrow('cannot be written');
  });

  function harshFile(): string {
    const file = join(folder.path, 'harsh.json');
    writeFileSync(file, JSON.stringify(HARSH.document));
    return file;
  }
});
