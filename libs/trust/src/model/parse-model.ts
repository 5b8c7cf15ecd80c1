import { DAY_MS, NO_HOLIDAYS } from '#relationship';
import { bySegment } from './by-segment.js';
import { type ByDimension, DIMENSIONS } from './dimension.js';
import { modelDocument, type TrustModelDocument } from './document.js';
import { ModelInvalid } from './field.js';
import type { EvidenceClass, TrustModel } from './model.js';
import { waitingOf } from './waiting-of.js';

/**
 * Makes a model from its document, as read from JSON.
 * @throws ModelInvalid at the first field that is missing, unknown or out of range
 */
export function parseModel(document: unknown): TrustModel {
  const checked = modelDocument(document, '');
  checkTogether(checked);
  const { id, priorWeight, kappa, cap, dimensions } = checked;
  return {
    id,
    document: checked,
    priorWeight,
    kappa,
    cap,
    priors: ordered(dimensions, ({ prior }) => prior),
    lambda: ordered(dimensions, ({ lambda }) => lambda),
    omega: ordered(dimensions, ({ omega }) => omega),
    priorsBySegment: bySegment(checked.priorsBySegment, (priors) => ordered(priors, (prior) => prior)),
    calendar: {
      ...NO_HOLIDAYS,
      cadenceBySegment: bySegment(checked.cadenceDaysBySegment, (days) => days),
      waiting: waitingOf(checked),
    },
    classes: new Map(
      Object.entries(checked.classes).map(([name, written], index) => [name, classOf(name, index, written)]),
    ),
  };
}

/** Rules over several fields. */
function checkTogether({ dimensions, bands, classes }: TrustModelDocument): void {
  const total = DIMENSIONS.reduce((sum, dimension) => sum + dimensions[dimension].omega, 0);
  if (Math.abs(total - 1) > 1e-12) throw new ModelInvalid('dimensions', `must have omegas that sum to 1, not ${total}`);
  if (bands.watch >= bands.healthy) throw new ModelInvalid('bands.watch', 'must be below bands.healthy');
  for (const [name, { weights }] of Object.entries(classes)) {
    if (Object.keys(weights).length === 0) {
      throw new ModelInvalid(`classes.${name}.weights`, 'must name at least one dimension');
    }
  }
}

type WrittenClass = TrustModelDocument['classes'][string];

function classOf(name: string, index: number, written: WrittenClass): EvidenceClass {
  const weights = DIMENSIONS.map((dimension) => written.weights[dimension] ?? 0);
  return {
    name,
    index,
    halfLifeMs: written.halfLifeDays * DAY_MS,
    saturatesAt: written.saturatesAt,
    gains: Float64Array.from(weights, (weight) => Math.max(weight, 0)),
    losses: Float64Array.from(weights, (weight) => Math.max(-weight, 0)),
    positive: weights.every((weight) => weight >= 0),
    recovers: written.recovers,
  };
}

const ordered = <T>(values: ByDimension<T>, pick: (value: T) => number) =>
  Float64Array.from(DIMENSIONS, (dimension) => pick(values[dimension]));
