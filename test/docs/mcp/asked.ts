import { recordSimulation } from '../../../apps/cli/src/demo/record-simulation.js';
import { simulate } from '../../../apps/cli/src/demo/simulate.js';
import { Assistant, at, type Answered } from '../../assistants/assistant.js';
import type { ApiUnderTest } from '../../e2e/api-under-test.js';

const UNTIL = Date.UTC(2026, 5, 17, 14, 30);
/** The clock of the page. */
export const NOW = new Date(UNTIL).toISOString();
const ALL = { seed: 3, customers: 10, until: UNTIL };

/** What a person asks, what the assistant calls for it, and what is shown of the answer. */
type Question = {
  readonly person: string;
  readonly tool: string;
  readonly given: (earlier: Earlier) => Readonly<Record<string, unknown>>;
  readonly shown: (told: unknown) => unknown;
};
/** What earlier answers told. */
type Earlier = { readonly customerId: string; readonly issueId: unknown; readonly confirm: unknown };

const nodes = (told: unknown, list: string): readonly unknown[] =>
  (at(told, `data.${list}.edges`) as readonly unknown[]).map((edge) => at(edge, 'node'));
const only = (value: unknown, ...paths: readonly string[]): unknown =>
  Object.fromEntries(paths.map((path) => [path, at(value, path)]));
const first = (value: unknown, count: number, ...paths: readonly string[]): unknown =>
  (value as readonly unknown[]).slice(0, count).map((each) => only(each, ...paths));

const largest = (lines: unknown): readonly unknown[] =>
  (lines as readonly { readonly points: number }[]).toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));

const ASKED: readonly Question[] = [
  {
    person: 'Whom should am-harbour call first?',
    tool: 'calls_owed',
    given: () => ({ owner: 'am-harbour', first: 3 }),
    shown: (told) =>
      first(nodes(told, 'callsOwed'), 3, 'relationship.name', 'customerId', 'kind', 'dueAt', 'pointsAtStake'),
  },
  {
    person: 'Which relationships should we watch?',
    tool: 'find_customer',
    given: () => ({ band: 'WATCH' }),
    shown: (told) =>
      first(nodes(told, 'relationships'), 3, 'name', 'customerId', 'trust.score', 'trust.band', 'lastContactAt'),
  },
  {
    person: 'What must I know before I call the first one?',
    tool: 'brief',
    given: ({ customerId }) => ({ customerId }),
    shown: (told) => ({
      ...(only(at(told, 'data.relationship'), 'name', 'owner', 'trust.score', 'sentiment.reason') as object),
      openIssues: first(at(told, 'data.relationship.openIssues'), 2, 'title', 'severity', 'reportedAt'),
      promised: first(at(told, 'data.relationship.brief.promised'), 2, 'what', 'dueAt', 'forecast.risk'),
      nextContacts: first(at(told, 'data.relationship.brief.nextContacts'), 2, 'type', 'points'),
    }),
  },
  {
    person: 'Why did trust move in the last month?',
    tool: 'why_trust_moved',
    given: ({ customerId }) => ({ customerId }),
    shown: (told) => ({
      ...(only(at(told, 'data.relationship.trustDifference'), 'from.score', 'to.score', 'difference') as object),
      lines: first(
        largest(at(told, 'data.relationship.trustDifference.lines')),
        3,
        'kind',
        'points',
        'class',
        'contact.type',
        'contact.occurredAt',
      ),
    }),
  },
  {
    person: 'What would it do if I told them of the open issue now?',
    tool: 'what_if',
    given: ({ customerId, issueId }) => ({
      customerId,
      contacts: [{ type: 'ProactiveCallMade', news: 'BAD', about: { issueId } }],
    }),
    shown: (told) => ({
      ...(only(at(told, 'data.whatIf'), 'before.score', 'after.score') as object),
      discharged: first(at(told, 'data.whatIf.discharged'), 3, 'kind', 'dueAt'),
      userErrors: at(told, 'data.whatIf.userErrors'),
    }),
  },
  {
    person: 'What if am-harbour falls ill for three weeks and nobody covers?',
    tool: 'stress_test',
    given: () => ({
      input: { hypothetical: { ownerSilent: { owner: 'am-harbour', days: 21 } }, waitSeconds: 30 },
    }),
    shown: (told) => only(at(told, 'data.stressTest.totals'), 'concerned', 'falling', 'pointsLost', 'crossings'),
  },
  {
    person: 'What do customers ask for that we cannot give?',
    tool: 'needs',
    given: () => ({ first: 3 }),
    shown: (told) => first(nodes(told, 'needs'), 3, 'need', 'status', 'customersAsked', 'waiting'),
  },
  {
    person: 'Do we tell customers first, or do they find out?',
    tool: 'measures',
    given: () => ({}),
    shown: (told) =>
      only(
        at(told, 'data.measures'),
        'relationships',
        'toldFirst',
        'surprises',
        'firstToTellRate',
        'promisesKept',
        'missedForewarned',
        'missedUnannounced',
      ),
  },
  {
    person: 'What happened last with this customer?',
    tool: 'contacts',
    given: ({ customerId }) => ({ customerId, first: 2 }),
    shown: (told) => first(nodes(told, 'contacts'), 2, 'type', 'occurredAt', 'recordedBy', 'note', 'effect.points'),
  },
  {
    person: 'I just called them, all is well. Please note it.',
    tool: 'record_check_in',
    given: ({ customerId }) => ({ customerId, channel: 'PHONE', note: 'All is well' }),
    shown: (told) => ({
      ...(only(told, 'status', 'recorded') as object),
      ...(only(
        at(told, 'dryRun'),
        'rehearsal.outcome',
        'effect.before.score',
        'effect.after.score',
        'effect.discharged.0.kind',
      ) as object),
      confirm: '…',
    }),
  },
  {
    person: 'Yes, record it.',
    tool: 'record_check_in',
    given: ({ customerId, confirm }) => ({ customerId, channel: 'PHONE', note: 'All is well', confirm }),
    shown: (told) => only(told, 'status', 'recorded.recorded.relationship.trust.score', 'recorded.recorded.userErrors'),
  },
];

/** Asks all questions on the demo. @returns the part of the page */
export async function asked(api: ApiUnderTest): Promise<string> {
  await recordSimulation(api.deployment.log, simulate(ALL).contacts, 'demo');
  await api.deployment.projector.catchUp();
  const assistant = await Assistant.connect(api);
  const parts: string[] = [];
  let earlier: Earlier = { customerId: '', issueId: null, confirm: null };
  for (const [index, { person, tool, given, shown }] of ASKED.entries()) {
    const sent = given(earlier);
    const { told, isError } = await assistant.call(tool, sent);
    if (isError) throw new Error(`${tool}: ${JSON.stringify(told)}`);
    earlier = remembered(earlier, tool, told);
    const said = { ...sent, ...('confirm' in sent ? { confirm: '…' } : {}) };
    const number = index < 10 ? `${index + 1}. ` : 'And then: ';
    parts.push(`### ${number}${person}`, `\`${tool}\` with \`${JSON.stringify(said)}\``, fenced(shown(told)));
  }
  await assistant.close();
  return parts.join('\n\n');
}

function remembered(earlier: Earlier, tool: string, told: Answered['told']): Earlier {
  if (tool === 'calls_owed') return { ...earlier, customerId: at(nodes(told, 'callsOwed')[0], 'customerId') as string };
  if (tool === 'brief') return { ...earlier, issueId: at(told, 'data.relationship.openIssues.0.issueId') };
  return { ...earlier, confirm: told.confirm };
}

/** Numbers to two digits, as a person would say them. */
const fenced = (value: unknown): string =>
  `\`\`\`json\n${JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? Math.round(each * 100) / 100 : each), 2)}\n\`\`\``;
