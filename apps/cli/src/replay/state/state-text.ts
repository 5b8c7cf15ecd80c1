import { moment, points, signed, textTable } from '../../terminal/text-table.js';
import { visibleInLine } from '../../terminal/visible.js';
import type { RelationshipState } from './relationship-state.js';

const REASONS_SHOWN = 15;

/** The state for people: trust, the reasons, and what is owed. */
export function stateText(state: RelationshipState): string {
  const { customerId, name, asOf, knownAt, knownAtPosition, model, profile, trust } = state;
  const position = knownAtPosition === null ? '' : ` up to position ${knownAtPosition}`;
  const title = visibleInLine(
    `${customerId}${name === null ? '' : ` (${name})`} as of ${moment(asOf)}, as known at ${moment(knownAt)}${position}, under ${model}`,
  );
  if (profile === null || trust === null)
    return `${title}\n\nThe relationship was not open by then, as far as was known.`;
  const { segment, owner, cadenceDays, closed, renewsAt, value } = profile;
  const agreed = [
    `opened ${moment(profile.openedAt)}`,
    ...(closed ? ['closed'] : []),
    ...(segment === null ? [] : [`segment ${segment}`]),
    ...(owner === null ? [] : [`owner ${owner}`]),
    ...(cadenceDays === null ? [] : [`a contact every ${cadenceDays} days`]),
    `notice ${profile.noticeHours} h`,
    ...(renewsAt === null ? [] : [`renews ${moment(renewsAt)}`]),
    ...(value === null ? [] : [`worth ${value.amount} ${value.currency}`]),
    `${state.contacts} contacts`,
  ];
  const { score, band, interval, dimensions } = trust;
  return [
    title,
    visibleInLine(agreed.join(', ')),
    `Trust ${points(score)} ${band}, 90 % within ${points(interval.low)} to ${points(interval.high)}: ${dimensions
      .map((each) => `${each.dimension} ${points(each.score)}`)
      .join(', ')}`,
    reasonsText(trust),
    owedText(state),
  ].join('\n\n');
}

function reasonsText({ prior, cap, contributions, score }: NonNullable<RelationshipState['trust']>): string {
  const strongest = contributions.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const shown = strongest.slice(0, REASONS_SHOWN);
  const rest = strongest.slice(REASONS_SHOWN);
  const others = rest.reduce((sum, each) => sum + each.points, 0);
  return textTable(
    ['points', 'class', 'since', 'left', 'from'],
    [
      [points(prior), 'prior', '', '', ''],
      ...shown.map((each) => [
        signed(each.points),
        each.class,
        moment(each.at),
        `${Math.round(100 * each.remaining)} %`,
        each.obligationId ?? each.causeType,
      ]),
      ...(rest.length === 0 ? [] : [[signed(others), `${rest.length} others`, '', '', '']]),
      ...(cap === 0 ? [] : [[signed(cap), 'cap by the weakest dimension', '', '', '']]),
      [points(score), 'score', '', '', ''],
    ],
    'rllll',
  );
}

function owedText({ obligations, asOf }: RelationshipState): string {
  if (obligations.length === 0) return 'Nothing is owed.';
  return textTable(
    ['owed', 'about', 'due', '', 'at stake'],
    obligations.map((each) => [
      each.kind,
      each.about ?? '',
      moment(each.dueAt),
      each.dueAt < asOf ? 'overdue' : '',
      points(each.pointsAtStake),
    ]),
    'llll',
  );
}
