import fc from 'fast-check';
import { ColumnsWriter, readColumns, weighColumns, type EvidenceColumns } from '#replay';
import { DAY_MS, type RecordedContact } from '#relationship';
import {
  assess,
  parseModel,
  readSums,
  TRUST_BETA_1,
  TRUST_BETA_2,
  TRUST_BETA_3,
  type SumsAssessment,
  type TrustModel,
} from '#trust';
import { aLog, aMoment } from '../laws/histories.js';
import { day, on, opened } from '../kit/given.js';
import { HOURS } from '../kit/waiting.js';

const SLOW = parseModel({
  ...TRUST_BETA_3.document,
  id: 'slow/1',
  waiting: { respondHours: HOURS.UPDATE, updateHours: HOURS.UPDATE, bySegment: {} },
});
const aModel = fc.constantFrom(TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3, SLOW);
const WAITINGS = [TRUST_BETA_3, SLOW, TRUST_BETA_3].flatMap(({ document }) => document.waiting ?? []);

/** From how long before the moment asked about the columns are to answer. */
const aScope = fc.constantFrom(Infinity, 0, 1, 20 * DAY_MS);

const columnsOf = (logs: readonly (readonly RecordedContact[])[], knownAt = Infinity, since = -Infinity) => {
  const writer = new ColumnsWriter(WAITINGS);
  logs.forEach((log, index) => writer.add(`customer-${index}`, log, { knownAt, since }));
  return writer.done();
};

function readAt(columns: EvidenceColumns, model: TrustModel, asOf: number): Map<string, SumsAssessment> {
  const read = new Map<string, SumsAssessment>();
  readColumns(weighColumns(columns, model), asOf, ({ customerId, sums, prior }) => {
    read.set(customerId, readSums(sums, model, prior));
  });
  return read;
}

it('says of every relationship what assess says, to 1e-9, as of any time, as known at any time, under any model', () => {
  let [asked, compared] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(aLog, { maxLength: 4 }),
      aMoment,
      aMoment,
      aModel,
      aScope,
      (logs, asOf, knownAt, model, early) => {
        const read = readAt(columnsOf(logs, knownAt, asOf - early), model, asOf);
        logs.forEach((log, index) => {
          const assessed = assess(log, { asOf, knownAt, model });
          const found = read.get(`customer-${index}`);
          expect(found === undefined).toBe(assessed === null);
          asked += 1;
          if (found === undefined || assessed === null) return;
          compared += 1;
          expect(found.band).toBe(assessed.band);
          for (const figure of ['score', 'mean', 'uncertainty', 'prior', 'cap'] as const)
            expect(Math.abs(found[figure] - assessed[figure])).toBeLessThan(1e-9);
        });
      },
    ),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(asked / 4);
});

it('knows what was agreed as of a moment, not only what is agreed now', () => {
  const log = [
    opened(0, { segment: 'public', owner: 'ann', openingTrust: 60 }),
    on(10, 'RelationshipUpdated', { segment: 'finance' }),
    on(20, 'OwnerAssigned', { owner: 'ben' }),
    on(30, 'RelationshipClosed'),
  ];
  const weighed = weighColumns(columnsOf([log]), TRUST_BETA_1);
  const at = (days: number) => {
    const seen: unknown[] = [];
    readColumns(weighed, day(days), ({ segment, owner, closed, prior }) => {
      seen.push([segment, owner, closed, prior.prior]);
    });
    return seen;
  };
  expect(at(-1)).toEqual([]);
  expect(at(5)).toEqual([['public', 'ann', false, 60]]);
  expect(at(15)).toEqual([['finance', 'ann', false, 60]]);
  expect(at(25)).toEqual([['finance', 'ben', false, 60]]);
  expect(at(35)).toEqual([['finance', 'ben', true, 60]]);
});

it('weighs nothing that a model has no class for', () => {
  const { check_in: _, ...classes } = TRUST_BETA_1.document.classes;
  const without = parseModel({ ...TRUST_BETA_1.document, id: 'without/1', classes });
  const columns = columnsOf([[opened(0), on(1, 'CheckInHeld')]]);
  expect(readAt(columns, without, day(2)).get('customer-0')?.score).toBe(70);
  expect(readAt(columns, TRUST_BETA_1, day(2)).get('customer-0')?.score).toBeGreaterThan(70);
});

it('cannot be weighed by hours that they were not derived by', () => {
  const writer = new ColumnsWriter(WAITINGS.slice(0, 1));
  writer.add('acme', [opened(0)]);
  const columns = writer.done();
  expect(weighColumns(columns, TRUST_BETA_3).model).toBe(TRUST_BETA_3);
  expect(() => weighColumns(columns, SLOW)).toThrow('the columns were not derived by the hours of slow/1');
});
