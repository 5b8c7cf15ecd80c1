import { calibrated, WeeklyCalibration, type AnsweredForecast } from './calibration.js';

/** A hundred forecasts a week, each with two risks in turn, of which so many in a hundred are missed. */
const weeks = (count: number, shareMissed: (week: number, risk: number) => number): AnsweredForecast[] =>
  Array.from({ length: count * 100 }, (_, index) => {
    const askedWeek = Math.floor(index / 100);
    const risk = index % 2 === 0 ? 0.1 : 0.3;
    const place = Math.floor((index % 100) / 2) / 50;
    return { askedWeek, risk, missed: place < shareMissed(askedWeek, risk) };
  });
/** Answers are known when their week is over. */
const over = (all: readonly AnsweredForecast[]) => (week: number) =>
  all.filter(({ askedWeek }) => askedWeek < week).slice(-2000);

it('corrects forecasts that were too low, once that has helped beyond chance', () => {
  const calibration = new WeeklyCalibration(over(weeks(12, (_, risk) => risk * 2)));
  expect(calibration.inForce(1)).toBeNull();
  const curve = calibration.inForce(10);
  expect(calibrated(curve, 0.1)).toBeCloseTo(0.2, 2);
  expect(calibrated(curve, 0.3)).toBeCloseTo(0.6, 2);
});

it('leaves forecasts alone that are right', () => {
  const calibration = new WeeklyCalibration(over(weeks(12, (_, risk) => risk)));
  expect(calibration.inForce(10)).toBeNull();
  expect(calibrated(null, 0.1)).toBe(0.1);
});

it('leaves forecasts alone where each week contradicts the one before it', () => {
  const calibration = new WeeklyCalibration(over(weeks(12, (week, risk) => (week % 2 === 0 ? 0.9 : risk / 4))));
  expect(calibration.inForce(2)).toBeNull();
});

it('never turns the order of forecasts around', () => {
  const calibration = new WeeklyCalibration(over(weeks(12, (_, risk) => 0.9 - 2 * risk)));
  expect(calibration.inForce(10)).toBeNull();
});

it('says nothing from too few answers, or from answers of one kind', () => {
  expect(new WeeklyCalibration(() => []).inForce(5)).toBeNull();
  expect(new WeeklyCalibration(over(weeks(12, () => 0))).inForce(10)).toBeNull();
});

it('never states certainty', () => {
  const calibration = new WeeklyCalibration(over(weeks(12, (_, risk) => (risk > 0.2 ? 1 : 0))));
  const curve = calibration.inForce(10);
  expect(calibrated(curve, 0.3)).toBe(1 - 1 / 1002);
  expect(calibrated(curve, 0.1)).toBe(1 / 1002);
});

it('does not see the answers of its own week or later ones', () => {
  const all = weeks(12, (_, risk) => risk * 2);
  const other = all.map((each) => (each.askedWeek >= 10 ? { ...each, missed: !each.missed } : each));
  expect(new WeeklyCalibration(over(other)).inForce(10)).toEqual(new WeeklyCalibration(over(all)).inForce(10));
});
