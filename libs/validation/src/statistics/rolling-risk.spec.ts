import { DAY_MS } from '#relationship';
import { rollingRisk } from './rolling-risk.js';

it('learns a rate of what would be known whatever it was, not of those alone who left early', () => {
  const HORIZON_DAYS = 90;
  // Each week ten are asked about, of whom one leaves the day after; that nine stayed is known when the horizon ends.
  const questions = Array.from({ length: 400 }, (_, index) => {
    const day = 7 * Math.floor(index / 10);
    const bad = index % 10 === 0;
    const decidedAt = (day + HORIZON_DAYS) * DAY_MS;
    return {
      id: String(index),
      customerId: String(index),
      askedAt: day * DAY_MS,
      bad,
      knownAt: bad ? (day + 1) * DAY_MS : decidedAt,
      decidedAt,
      wasOnRecord: false,
      answeredBy: [],
    };
  });
  const risks = rollingRisk(
    questions,
    questions.map(() => 0),
    30 * DAY_MS,
  );
  const first = questions.findIndex(({ askedAt }) => askedAt >= (HORIZON_DAYS + 30) * DAY_MS);
  expect(
    new Set(
      risks.slice(
        0,
        questions.findIndex(({ askedAt }) => askedAt > HORIZON_DAYS * DAY_MS),
      ),
    ),
  ).toEqual(new Set([0.5]));
  expect(first).toBeGreaterThan(0);
  for (const risk of risks.slice(first)) expect(risk).toBeCloseTo(0.1, 1);
});
