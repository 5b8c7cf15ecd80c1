/** risk = 1 / (1 + e^-(intercept + slope x)). */
export type Logistic = { readonly intercept: number; readonly slope: number };

const MOST_STEPS = 50;
/** A small ridge penalty. Without it the slope of perfectly separated outcomes would be infinite. */
const RIDGE = 1e-6;

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
export const logit = (p: number): number => {
  const inside = Math.min(Math.max(p, 1e-6), 1 - 1e-6);
  return Math.log(inside / (1 - inside));
};
export const riskBy = ({ intercept, slope }: Logistic, x: number): number => logistic(intercept + slope * x);

/**
 * Maximum likelihood by Newton's method with step halving.
 * @param x of the order of 1, so that the steps converge
 * @returns null where all outcomes are alike
 */
export function fitLogistic(x: ArrayLike<number>, bad: ArrayLike<boolean>): Logistic | null {
  const n = bad.length;
  let count = 0;
  for (let index = 0; index < n; index += 1) if (bad[index]) count += 1;
  if (count === 0 || count === n) return null;
  let fitted: Logistic = { intercept: logit(count / n), slope: 0 };
  let loss = lossOf(fitted, x, bad);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const [forIntercept, forSlope] = newtonStep(fitted, x, bad);
    let scale = 1;
    let next = fitted;
    let nextLoss = Infinity;
    for (; scale > 1e-4; scale /= 2) {
      next = { intercept: fitted.intercept + scale * forIntercept, slope: fitted.slope + scale * forSlope };
      nextLoss = lossOf(next, x, bad);
      if (nextLoss <= loss) break;
    }
    if (!(nextLoss < loss)) break;
    const isDone = loss - nextLoss < 1e-10;
    fitted = next;
    loss = nextLoss;
    if (isDone) break;
  }
  return fitted;
}

/** Mean log loss, nats. */
function lossOf(fitted: Logistic, x: ArrayLike<number>, bad: ArrayLike<boolean>): number {
  let loss = 0;
  for (let index = 0; index < bad.length; index += 1) {
    const z = fitted.intercept + fitted.slope * (x[index] ?? 0);
    const margin = bad[index] ? z : -z;
    loss += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
  }
  return loss / bad.length + (RIDGE * fitted.slope ** 2) / 2;
}

function newtonStep(fitted: Logistic, x: ArrayLike<number>, bad: ArrayLike<boolean>): [number, number] {
  let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
  for (let index = 0; index < bad.length; index += 1) {
    const at = x[index] ?? 0;
    const p = riskBy(fitted, at);
    const error = p - (bad[index] ? 1 : 0);
    const spread = p * (1 - p);
    g0 += error;
    g1 += error * at;
    h00 += spread;
    h01 += spread * at;
    h11 += spread * at * at;
  }
  const n = bad.length;
  g1 += RIDGE * n * fitted.slope;
  h11 += RIDGE * n;
  h00 += RIDGE * n;
  const determinant = h00 * h11 - h01 * h01;
  if (!(determinant > 0)) return [0, 0];
  return [-(h11 * g0 - h01 * g1) / determinant, -(h00 * g1 - h01 * g0) / determinant];
}
