import { DAY_MS } from '#relationship';
import type { Question } from '../questions/question.js';
import { rollingRisk } from './rolling-risk.js';

const question = (index: number, askedDay: number, decidedDay: number, bad: boolean): Question => ({
  id: String(index),
  customerId: String(index),
  askedAt: askedDay * DAY_MS,
  bad,
  knownAt: bad ? (askedDay + 1) * DAY_MS : decidedDay * DAY_MS,
  decidedAt: decidedDay * DAY_MS,
  wasOnRecord: false,
  answeredBy: [],
  group: null,
});

it('learns a rate from labels that are decided, not only from those customers that left early', () => {
  const HORIZON_DAYS = 90;
  // Each week ten are asked about. One of them leaves the day after; that nine stayed is known when the horizon ends.
  const questions = Array.from({ length: 400 }, (_, index) => {
    const day = 7 * Math.floor(index / 10);
    return question(index, day, day + HORIZON_DAYS, index % 10 === 0);
  });
  const risks = rollingRisk(
    questions,
    questions.map(() => 0),
    0,
  );
  const stated = risks.filter((risk) => risk !== null);
  expect(stated.length).toBeGreaterThan(200);
  for (const risk of stated) expect(risk).toBeCloseTo(0.1, 1);
});

describe('where there is nothing to learn from', () => {
  // One question a day, known a day later; every third is bad.
  const questions = Array.from({ length: 120 }, (_, day) => question(day, day, day + 1, day % 3 === 0));
  const risksFrom = (day: number) =>
    rollingRisk(
      questions,
      questions.map(() => 0),
      day * DAY_MS,
    );

  it('there is no risk: until thirty labels are known', () => {
    const risks = risksFrom(0);
    // Labels of 30 days are known on day 31, and the week in which they are learned from begins on day 35.
    expect(risks.findIndex((risk) => risk !== null)).toBe(35);
    expect(risks.slice(35).every((risk) => risk !== null && Math.abs(risk - 1 / 3) < 0.03)).toBe(true);
  });

  it('there is no risk before the end of the warm-up, and one from the first question after it', () => {
    const risks = risksFrom(50);
    expect(risks.findIndex((risk) => risk !== null)).toBe(50);
    expect(risks.slice(50)).not.toContain(null);
  });
});

it('is calibrated anew every week from the end of the warm-up', () => {
  // From day 40 on everything is bad. Weeks begin on days 43, 50 and 57.
  const questions = Array.from({ length: 60 }, (_, day) => question(day, day, day + 1, day >= 40 || day % 3 === 0));
  const risks = rollingRisk(
    questions,
    questions.map(() => 0),
    36 * DAY_MS,
  );
  const changes = risks.flatMap((risk, day) => (day > 0 && risk !== risks[day - 1] ? [day] : []));
  expect(changes).toEqual([36, 43, 50, 57]);
});
