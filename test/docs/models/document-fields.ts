import { DIMENSIONS, ModelInvalid, parseModel, DEFAULT_MODEL } from '#trust';

export type DocumentField = {
  /** Dotted; SEGMENT, CLASS, DIMENSION and, among hours, SEVERITY stand for names. */
  readonly path: string;
  /** What it must be, in the validator's own words. */
  readonly rule: string;
};

const BY_SEVERITY = { MINOR: 72, NORMAL: 24, MAJOR: 4 };
const HOURS = { respondHours: BY_SEVERITY, updateHours: BY_SEVERITY };

/** A document with something in every field, so that nothing is left unvisited. */
const WHOLE = {
  ...DEFAULT_MODEL.document,
  priorsBySegment: { SEGMENT: { candour: 0.7, reliability: 0.7, responsiveness: 0.7, care: 0.7 } },
  cadenceDaysBySegment: { SEGMENT: 30 },
  waiting: { ...HOURS, bySegment: { SEGMENT: HOURS } },
  classes: {
    CLASS: {
      halfLifeDays: 90,
      saturatesAt: 2,
      weights: { candour: 1, reliability: 1, responsiveness: 1, care: 1 },
      recovers: true,
    },
  },
  evidence: {
    outcome: 'LEFT',
    basedOn: DEFAULT_MODEL.id,
    objective: 'AUC',
    level: 'PRIOR',
    fitted: { from: '2026-01-01', to: '2026-06-01', questions: 1, bad: 1, customers: 1 },
    heldOut: { from: '2026-06-01', to: '2026-09-01', questions: 1, bad: 1, before: 0.5, after: 0.5 },
    before: 0.5,
    after: 0.5,
    notes: [],
  },
};

/**
 * Every field of a model's document with its range, found out from the validator itself: what it says of a wrong value
 * cannot be out of date.
 */
export function documentFields(): readonly DocumentField[] {
  const found = walk([]).map(({ path, rule }) => ({
    path: path
      .map((name) => (DIMENSIONS.some((dimension) => dimension === name) ? 'DIMENSION' : name))
      .join('.')
      .replace(A_SEVERITY, '$1.SEVERITY'),
    rule,
  }));
  return found.filter(({ path }, index) => found.findIndex((other) => other.path === path) === index);
}

/** The hours of each severity mean the same, and have the same range. */
const A_SEVERITY = /^(waiting\..*)\.(MINOR|NORMAL|MAJOR)$/;

type Found = { readonly path: readonly string[]; readonly rule: string };

function walk(path: readonly string[]): Found[] {
  const value = valueAt(path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, rule: ruleOf(path) }];
  const known = /^is not a field; known are (.*)$/.exec(problemOf([...path, '?'], 0) ?? '')?.[1]?.split(', ');
  return (known ?? Object.keys(value)).flatMap((name) => walk([...path, name]));
}

function ruleOf(path: readonly string[]): string {
  const rule = (problemOf(path, {}) ?? '').replace(/^must be /, '').replace(/^an? /, '');
  return problemOf(path, null) === null ? `${rule}, or null` : rule;
}

/** What the validator has against this value in this place; null where it takes it. */
function problemOf(path: readonly string[], value: unknown): string | null {
  const document = structuredClone(WHOLE) as unknown as Record<string, unknown>;
  const parent = path.slice(0, -1).reduce((each, name) => each[name] as Record<string, unknown>, document);
  parent[path.at(-1) ?? ''] = value;
  try {
    parseModel(document);
    return null;
  } catch (error) {
    if (error instanceof ModelInvalid) return error.problem;
    throw error;
  }
}

const valueAt = (path: readonly string[]): unknown =>
  path.reduce<unknown>((each, name) => (each as Record<string, unknown>)[name], WHOLE);
