// The curve of trust of one relationship of 500 contacts at 1,000 points, with all its markers. The limit reads as many
// points off evidence that is weighed once and never changes. Aim: under 10 ms, so above 100 a second.
import { fileURLToPath } from 'node:url';
import { type ContactType, DAY_MS, type RecordedContact, supposedContact, Timeline, toIso } from '#relationship';
import { scoreAt, trustHistory, TRUST_BETA_1, weigh } from '#trust';
import { chances, step } from './history.js';
import { measureInterleaved, type BenchRow } from './measure.js';

const BEGIN = Date.UTC(2026, 0, 1);
const END = BEGIN + 330 * DAY_MS;
const CONTACTS = 500;
const POINTS = 1000;
const CURVES_A_ROUND = 100;

/** Issues with their promises, as a service desk lives through them, and words about nothing in particular. */
const ROUND = [
  step('IssueReported', (n) => ({ issueId: `I${n}`, raisedBy: 'PROVIDER' })),
  step('ProactiveCallMade', (n) => ({ about: { issueId: `I${n}` }, news: 'BAD', apologised: true })),
  step('ExpectationSet', (n, at) => ({ expectationId: `E${n}`, issueId: `I${n}`, dueAt: toIso(at + 3 * DAY_MS) })),
  step('StatusUpdateGiven', (n, at) => ({ about: { issueId: `I${n}` }, nextUpdateDueAt: toIso(at + DAY_MS) })),
  step('ExpectationReset', (n, at) => ({ expectationId: `E${n}`, dueAt: toIso(at + 3 * DAY_MS) })),
  step('IssueHandedOver', (n) => ({ issueId: `I${n}` })),
  step('ExpectationMet', (n) => ({ expectationId: `E${n}` })),
  step('IssueResolved', (n) => ({ issueId: `I${n}` })),
  step('CheckInHeld', () => ({})),
  step('RequestDeclined', (n) => ({ requestId: `R${n}`, alternatives: [{ kind: 'LATER' }] })),
];

function history(): RecordedContact[] {
  const chance = chances(7);
  const contact = (type: ContactType, facts: object, at: number, index: number): RecordedContact => {
    const id = `c${String(index).padStart(4, '0')}`;
    return { ...supposedContact(type, { customerId: 'c', ...facts }, at, id), id };
  };
  const contacts = [contact('RelationshipOpened', {}, BEGIN, 0)];
  for (let index = 1; index < CONTACTS; index += 1) {
    const at = BEGIN + Math.floor(((index + chance()) / CONTACTS) * 320 * DAY_MS);
    const [type, facts] = ROUND[(index - 1) % ROUND.length] as (typeof ROUND)[number];
    contacts.push(contact(type, facts(Math.floor((index - 1) / ROUND.length), at), at, index));
  }
  return contacts;
}

export async function curveBench(): Promise<BenchRow[]> {
  const contacts = history();
  const weighed = weigh(Timeline.of(contacts).evidence(), TRUST_BETA_1);
  const models = [{ model: TRUST_BETA_1, from: BEGIN }] as const;
  const curves = (draw: () => unknown) => () => {
    for (let index = 0; index < CURVES_A_ROUND; index += 1) draw();
    return CURVES_A_ROUND;
  };
  return measureInterleaved(`curve, ${CONTACTS} contacts at ${POINTS} points`, [
    {
      variant: 'the same evidence read at as many points',
      isLimit: true,
      round: curves(() =>
        Array.from({ length: POINTS }, (_, index) => scoreAt(weighed, BEGIN + ((END - BEGIN) * index) / POINTS)),
      ),
    },
    {
      variant: 'trustHistory',
      round: curves(() => trustHistory(contacts, { from: BEGIN, to: END, points: POINTS, knownAt: Infinity, models })),
    },
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await curveBench());
