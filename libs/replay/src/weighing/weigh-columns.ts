import { SEVERITIES } from '#relationship';
import { type EvidenceClass, magnitudeOf, type TrustModel } from '#trust';
import { classUnder, nameOfHours } from '../columns/hours.js';
import { type EvidenceColumns, RECOVERY_CODES, recoveryOf } from '../columns/evidence-columns.js';

/** Evidence columns weighed under one model, ready to be read as of any time. */
export type WeighedColumns = {
  readonly columns: EvidenceColumns;
  readonly model: TrustModel;
  /** Magnitude of each entry; 0 if the model does not know its class. */
  readonly magnitude: Float64Array;
  /** For each class of the columns, its index in the model's classes; -1 if the model does not know it. */
  readonly places: Int16Array;
  /** For each class of the columns, how fast an entry decays: natural logarithm per millisecond, negative or 0. */
  readonly fading: Float64Array;
};

const GRADES = SEVERITIES.length * 2 * RECOVERY_CODES;

/**
 * Weighs every entry under a model.
 * @throws RangeError where waiting was not judged by the hours of this model
 */
export function weighColumns(columns: EvidenceColumns, model: TrustModel): WeighedColumns {
  const { waiting } = model.document;
  const hours = waiting === undefined ? null : nameOfHours(waiting);
  if (hours !== null && !columns.hours.includes(hours))
    throw new RangeError(`the columns were not derived by the hours of ${model.id}`);
  const places = new Map([...model.classes].map(([name, each]) => [classUnder(name, hours), each]));
  return weighed(
    columns,
    model,
    columns.classes.map((name) => places.get(name)),
  );
}

/** Calls `magnitudeOf` once for each kind of entry, and applies only the waiting time to each. */
function weighed(
  columns: EvidenceColumns,
  model: TrustModel,
  known: readonly (EvidenceClass | undefined)[],
): WeighedColumns {
  const table = Float64Array.from(known.flatMap((each) => gradesOf(each, model)));
  const { class: classes, severity, selfReported, recovery, tookMs, noticeMs } = columns.entries;
  const magnitude = new Float64Array(classes.length);
  for (let row = 0; row < magnitude.length; row += 1) {
    const grade = gradeOf(severity[row] ?? 0, selfReported[row] ?? 0, recovery[row] ?? 0);
    const whole = table[(classes[row] ?? 0) * GRADES + grade] ?? 0;
    const notice = noticeMs[row] ?? 0;
    const took = tookMs[row] ?? 0;
    magnitude[row] = took > 0 && notice > 0 ? whole * 2 ** (-took / notice) : whole;
  }
  return {
    columns,
    model,
    magnitude,
    places: Int16Array.from(known, (each) => each?.index ?? -1),
    fading: Float64Array.from(known, (each) => (each === undefined ? 0 : -Math.LN2 / each.halfLifeMs)),
  };
}

const gradeOf = (severity: number, selfReported: number, recovery: number): number =>
  (severity * 2 + selfReported) * RECOVERY_CODES + recovery;

/** The magnitude of each kind of entry without a waiting time, in the order of gradeOf. */
function gradesOf(evidenceClass: EvidenceClass | undefined, model: TrustModel): number[] {
  if (evidenceClass === undefined) return new Array<number>(GRADES).fill(0);
  const any = {
    class: evidenceClass.name,
    at: 0,
    lapse: false,
    inform: null,
    causeEventId: '',
    place: null,
    obligationId: null,
  };
  return SEVERITIES.flatMap((severity) =>
    [false, true].flatMap((selfReported) =>
      Array.from({ length: RECOVERY_CODES }, (_, code) =>
        magnitudeOf({ ...any, severity, selfReported, recovery: recoveryOf(code) }, evidenceClass, model),
      ),
    ),
  );
}
