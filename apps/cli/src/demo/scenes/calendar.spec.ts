import { Calendar } from './calendar.js';

const at = (text: string): number => Date.parse(text);
const shown = (ms: number): string => new Date(ms).toISOString();

describe('working time where the customer is', () => {
  const berlin = new Calendar('Europe/Berlin');

  it.each([
    ['in the middle of a day', '2026-03-04T10:00:00Z', '2026-03-04T10:00:00.000Z'],
    ['before it begins', '2026-03-04T05:00:00Z', '2026-03-04T07:30:00.000Z'],
    ['after it has ended', '2026-03-04T17:00:00Z', '2026-03-05T07:30:00.000Z'],
    ['on Friday evening', '2026-03-06T17:00:00Z', '2026-03-09T07:30:00.000Z'],
    ['on the Sunday on which the clocks change', '2026-03-29T10:00:00Z', '2026-03-30T06:30:00.000Z'],
  ])('%s', (_, from, expected) => expect(shown(berlin.working(at(from)))).toBe(expected));

  it('counts working days over a weekend and a change of the clocks', () => {
    expect(shown(berlin.endOfWorkday(at('2026-03-27T10:00:00Z'), 1))).toBe('2026-03-30T15:30:00.000Z');
    expect(shown(berlin.workday(at('2026-03-27T10:00:00Z'), 0, 0.5))).toBe('2026-03-27T12:00:00.000Z');
  });

  it('is another time elsewhere', () =>
    expect(shown(new Calendar('Asia/Singapore').working(at('2026-03-04T10:00:00Z')))).toBe('2026-03-05T00:30:00.000Z'));
});
