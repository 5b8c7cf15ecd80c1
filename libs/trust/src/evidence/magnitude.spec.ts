import type { EvidenceEntry, Recovery } from '#relationship';
import { DAY, entry } from '../../test/planted.js';
import { TRUST_BETA_1, TRUST_BETA_2 } from '../model/built-in.js';
import { parseModel } from '../model/parse-model.js';
import { weigh } from './weigh.js';

const HOUR = DAY / 24;
const nothing: Recovery = {
  informedWithinNotice: false,
  workaroundOffered: false,
  reasonExplained: false,
  renewedPromiseKept: false,
  jointRetrospective: false,
};
const everything: Recovery = {
  informedWithinNotice: true,
  workaroundOffered: true,
  reasonExplained: true,
  renewedPromiseKept: true,
  jointRetrospective: true,
};
const m = (evidenceClass: string, other: Partial<EvidenceEntry>, model = TRUST_BETA_1) =>
  weigh([entry(evidenceClass, 0, other)], model).entries[0]?.magnitude;

it.each([
  ['expectation_kept', {}, 1],
  ['expectation_kept', { severity: 'MINOR' }, 0.5],
  ['expectation_kept', { severity: 'MAJOR' }, 2],
  ['expectation_kept', { severity: 'MAJOR', selfReported: true }, 1],
  ['complaint', { selfReported: true }, 1],
  ['decline_explained', { selfReported: true }, 1],
  ['proactive_disclosure', { inform: { tookMs: 0, noticeMs: 4 * HOUR } }, 1],
  ['proactive_disclosure', { inform: { tookMs: 0, noticeMs: 0 } }, 1],
  ['proactive_disclosure', { inform: { tookMs: 4 * HOUR, noticeMs: 4 * HOUR } }, 0.5],
  ['proactive_disclosure', { inform: { tookMs: 8 * HOUR, noticeMs: 4 * HOUR }, severity: 'MAJOR' }, 0.5],
  ['proactive_disclosure', { inform: { tookMs: HOUR, noticeMs: 0 } }, 0],
  ['complaint', { recovery: everything }, 1],
] as const)('%s with %j is of magnitude %f', (evidenceClass, other, expected) => {
  expect(m(evidenceClass, other)).toBe(expected);
});

it.each([
  ['surprise', nothing, 1],
  ['surprise', { ...nothing, informedWithinNotice: true }, 0.75],
  ['surprise', { ...nothing, workaroundOffered: true, reasonExplained: true }, 0.65],
  ['surprise', everything, 0.2],
  ['misstatement', everything, 1],
  ['expectation_kept', everything, 1],
  ['surprise', null, 1],
])('with recovery on, %s made good by %j is of magnitude %f', (evidenceClass, recovery, expected) => {
  expect(m(evidenceClass, { recovery }, TRUST_BETA_2)).toBeCloseTo(expected, 12);
});

it('does not lessen what is good, whatever a document says of its recovery', () => {
  const { expectation_kept, ...others } = TRUST_BETA_2.document.classes;
  const model = parseModel({
    ...TRUST_BETA_2.document,
    classes: { ...others, expectation_kept: { ...expectation_kept, recovers: true } },
  });
  expect(m('expectation_kept', { recovery: everything }, model)).toBe(1);
});
