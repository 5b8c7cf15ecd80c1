import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ContactLog } from '#contact-log';
import { timelineFromInSteps } from '#read-models';
import { toMs, type Timeline } from '#relationship';
import { type HistoryMarker, type HistoryPoint, type ModelInForce, MOST_POINTS, trustHistoryInSteps } from '#trust';
import { apiError } from '../../edge/errors/codes.js';
import { LookUp } from '../../relationships/look-up.js';
import { costOfMany } from '../../edge/graphql/cost.js';
import { answerHolds, inTurns } from '../../edge/graphql/under-way.js';
import { Relationship, type RelationshipBasis } from '../../relationships/relationship.type.js';
import { Relationships } from '../../relationships/relationships.js';
import { DateTime } from '../../schema/date-time.js';
import { TrustPoint, type TrustMarker } from './trust-point.type.js';

const DEFAULT_POINTS = 100;

@Resolver(() => Relationship)
export class TrustHistoryResolver {
  constructor(
    private readonly log: ContactLog,
    private readonly relationships: Relationships,
  ) {}

  @ResolveField(() => [TrustPoint], {
    complexity: costOfMany('points', DEFAULT_POINTS),
    description:
      'The curve of its trust between two times, from the facts with which this relationship is shown. Each part of the curve uses the model that was active then; if the query names a `model`, all of it uses that model.',
  })
  async trustHistory(
    @Parent() relationship: Relationship,
    @Args('from', { type: () => DateTime, description: 'The first point.' }) fromText: string,
    @Args('to', { type: () => DateTime, description: 'The last point; may be in the future.' }) toText: string,
    @Args('points', {
      type: () => Int,
      nullable: true,
      description: `How many points, evenly spaced, 2 to ${MOST_POINTS}. Default: ${DEFAULT_POINTS}.`,
    })
    points: number | null | undefined,
  ): Promise<TrustPoint[]> {
    const wanted = points ?? DEFAULT_POINTS;
    if (wanted < 2 || wanted > MOST_POINTS)
      throw apiError('BAD_USER_INPUT', `points must be from 2 to ${MOST_POINTS}, not ${wanted}.`);
    const [from, to] = [toMs(fromText), toMs(toText)];
    if (from > to) throw apiError('BAD_USER_INPUT', 'from must not be after to.');
    const { basis } = relationship;
    const { recordOf, vantage } = basis;
    const whole = await this.log.timelineOf(recordOf);
    const known =
      whole === null ? null : await inTurns(timelineFromInSteps(whole, { ...vantage, asOf: null }, recordOf));
    if (known === null) return [];
    const knownAt = vantage.position === null ? basis.knownAt : Infinity;
    const asked = { from, to, points: wanted, knownAt, models: modelsOf(basis) };
    const history = await inTurns(trustHistoryInSteps(known.recorded(), asked));
    answerHolds(history.markers.length);
    const lookUp = LookUp.within(this.relationships, relationship);
    return withMarkers(history.points, history.markers, (marker) => served(marker, known, lookUp));
  }
}

function served(marker: HistoryMarker, timeline: Timeline, lookUp: LookUp): TrustMarker {
  const nothing = { contact: null, before: null, after: null, fromBand: null, toBand: null };
  const none = { ...nothing, crossedBy: null, fromModel: null, toModel: null, kind: marker.is, at: marker.at };
  if (marker.is === 'BAND') return { ...none, fromBand: marker.from, toBand: marker.to, crossedBy: marker.by };
  if (marker.is === 'MODEL') return { ...none, fromModel: marker.from, toModel: marker.to };
  const recorded = timeline.contact(marker.contactId);
  const contact = recorded === null ? null : lookUp.contact(recorded);
  return { ...none, contact, before: marker.before, after: marker.after };
}

/** The model that the query names; else the models that were active in the segment, as known at `knownAt`. */
function modelsOf({ vantage, registry, profile, weighed }: RelationshipBasis): [ModelInForce, ...ModelInForce[]] {
  if (vantage.model !== null) return [{ model: weighed.model, from: 0 }];
  const { knownAt, position } = vantage;
  return [...registry.asKnown({ knownAt: knownAt ?? Infinity, position }).inForce(profile.segment)] as [
    ModelInForce,
    ...ModelInForce[],
  ];
}

/** Puts each marker on the first point that is not before it. */
function withMarkers(
  points: readonly HistoryPoint[],
  markers: readonly HistoryMarker[],
  toServe: (marker: HistoryMarker) => TrustMarker,
): TrustPoint[] {
  let next = 0;
  return points.map((point) => {
    const own: TrustMarker[] = [];
    for (let marker = markers[next]; marker !== undefined && marker.at <= point.at; marker = markers[next]) {
      own.push(toServe(marker));
      next += 1;
    }
    const { at, score, band } = point;
    return {
      at,
      score,
      band,
      markers: own,
      // Not copied: it is worked out only where the query asks for it.
      get interval() {
        return point.interval;
      },
    };
  });
}
