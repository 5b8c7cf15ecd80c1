import { TRUST_BETA_1, type TrustModelDocument } from '#trust';
import { fitText } from './fit-text.js';

const EVIDENCE: NonNullable<TrustModelDocument['evidence']> = {
  outcome: 'the next order is late',
  basedOn: 'trust-beta/1',
  objective: 'AUC within a week',
  level: 'NONE',
  fitted: { questions: 0, bad: 0, customers: 0, from: '', to: '' },
  heldOut: null,
  before: null,
  after: null,
  notes: [],
};
const document = { ...TRUST_BETA_1.document, evidence: EVIDENCE };

it('says where the document is, else which option of the verb would have written it', () => {
  expect(fitText(document, 'a/b.json')).toContain('The document is in a/b.json.');
  expect(fitText(document, null)).toContain('--out FILE writes the document');
  expect(fitText(document, null, '--out FOLDER')).toContain('--out FOLDER writes the document');
});
