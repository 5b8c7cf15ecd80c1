import type { Scope } from '#read-models';
import { answersAt, isA, isNamed, relationshipOpened, type Timeline } from '#relationship';

/** The relationships that an actor sees now: those that certain colleagues answer for, holiday cover included; or all. */
export class Sight {
  /** @param owners the colleagues; null: all @param at milliseconds since the epoch */
  constructor(
    private readonly owners: readonly string[] | null,
    readonly at: number,
  ) {}

  get isOfAll(): boolean {
    return this.owners === null;
  }

  /** For the live views; null: all. */
  get scope(): Scope | null {
    return this.owners === null ? null : { answeredBy: this.owners, at: this.at };
  }

  /** Whether it includes the relationship of these facts. @param timeline null: there are no facts */
  sees(timeline: Timeline | null): boolean {
    if (this.owners === null) return true;
    const profile = timeline?.profile ?? null;
    const answering = profile === null ? null : answersAt(profile, this.at);
    return this.includes(answering);
  }

  /**
   * The same, for a command about the relationship: where there are no facts, there is nothing to hide. Where the opening was
   * retracted, its owner may open it again.
   */
  mayRecordOn(timeline: Timeline): boolean {
    if (this.owners === null || timeline.size === 0 || this.sees(timeline)) return true;
    if (timeline.profile !== null) return false;
    const openings = [...timeline.recorded()].filter((each) => isA(each, relationshipOpened));
    const owner = openings.at(-1)?.data.owner ?? null;
    return this.owners.some((each) => isNamed(each, owner));
  }

  /** Whether the actor sees the relationships of this colleague. @param colleague null: nobody, so only who sees all does */
  includes(colleague: string | null): boolean {
    return this.owners?.some((owner) => isNamed(owner, colleague)) ?? true;
  }
}
