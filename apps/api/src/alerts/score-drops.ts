import { Injectable } from '@nestjs/common';
import { ContactLog } from '#contact-log';
import { ModelLog } from '#model-log';
import { DAY_MS, timelineAsOfInSteps, type RecordedContact, type Timeline } from '#relationship';
import type { ModelRegistry } from '#trust';
import { inTurns } from '../edge/graphql/under-way.js';
import { Relationships } from '../relationships/relationships.js';

/** A drop of so many points within so many days. */
export type DropRule = { readonly points: number; readonly days: number };
export type Drop = { readonly highest: number; readonly score: number };

/** Scores are compared right after so many of the latest facts, and at the begin of the days. */
const MOST_FACTS = 50;

/** Finds the fact at which a score is for the first time so many points lower than within so many days before. */
@Injectable()
export class ScoreDrops {
  constructor(
    private readonly log: ContactLog,
    private readonly models: ModelLog,
    private readonly relationships: Relationships,
  ) {}

  /** @returns null if it did not drop by so much, or had done so already at the fact before */
  async at(customerId: string, position: bigint, rule: DropRule): Promise<Drop | null> {
    const whole = await this.log.timelineOf(customerId);
    if (whole === null) return null;
    const known = upTo(position, whole);
    const registry = this.models.registry.asKnown({ knownAt: Infinity, position });
    const scoreAfter = (index: number) =>
      this.score(customerId, known.slice(0, index + 1), known[index]?.recordedAt ?? 0, registry);
    const scores = new Map<number, number | null>();
    for (let index = Math.max(0, known.length - MOST_FACTS); index < known.length; index += 1)
      if (isWithin(known, index, rule)) scores.set(index, await scoreAfter(index));
    const dropAt = async (index: number): Promise<Drop | null> => {
      const score = scores.get(index) ?? null;
      const from = (known[index]?.recordedAt ?? 0) - rule.days * DAY_MS;
      const before = known.filter(({ recordedAt }) => recordedAt < from);
      const first = await this.score(customerId, before, from, registry);
      const others = [...scores].map(([at, each]) =>
        at <= index && (known[at]?.recordedAt ?? 0) >= from ? each : null,
      );
      const highest = Math.max(...[first, ...others].filter((each) => each !== null));
      return score !== null && highest - score >= rule.points ? { highest, score } : null;
    };
    const last = known.length - 1;
    const drop = await dropAt(last);
    return drop === null || (last > 0 && (await dropAt(last - 1)) !== null) ? null : drop;
  }

  /** As it was known at that time; null if the relationship was not open then. */
  private async score(
    customerId: string,
    facts: readonly RecordedContact[],
    at: number,
    registry: ModelRegistry,
  ): Promise<number | null> {
    const timeline = await inTurns(timelineAsOfInSteps(facts, { asOf: at, knownAt: at }, customerId));
    const vantage = { asOf: at, knownAt: at, position: null, model: null };
    await this.relationships.prepare(timeline, vantage, registry);
    return this.relationships.at(timeline, { ...vantage, vantage, registry })?.trust.score ?? null;
  }
}

/** In the order of the log. */
const upTo = (position: bigint, whole: Timeline): readonly RecordedContact[] =>
  [...(whole.everJoined?.contacts ?? whole.recorded())]
    .filter((each) => each.position !== null && each.position <= position)
    .sort((a, b) => ((a.position ?? 0n) < (b.position ?? 0n) ? -1 : 1));

/** Whether the score after the fact counts for the last fact or for the one before. */
function isWithin(known: readonly RecordedContact[], index: number, { days }: DropRule): boolean {
  const from = (known.at(-2)?.recordedAt ?? 0) - days * DAY_MS;
  return index >= known.length - 2 || (known[index]?.recordedAt ?? 0) >= from;
}
