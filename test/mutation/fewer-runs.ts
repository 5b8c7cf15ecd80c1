// What the specs get as 'fast-check' under mutation testing (see loader.ts).
import fc from 'fast-check';

/** How many examples a property is tried with at most. */
const MOST_RUNS = Number(process.env.FC_RUNS ?? 12);

const assert = <T>(property: fc.IRawProperty<T>, parameters?: fc.Parameters<T>) =>
  fc.assert(property, { ...parameters, numRuns: Math.min(parameters?.numRuns ?? 100, MOST_RUNS) });

export default { ...fc, assert };
