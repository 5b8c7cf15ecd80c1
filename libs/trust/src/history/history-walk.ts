import type { RecordedContact, Steps } from '#relationship';
import { priorOf } from '../assessment/assess.js';
import { type Interval, intervalOf } from '../assessment/interval.js';
import { nextCountingTime } from '../evidence/run.js';
import type { TrustModel } from '../model/model.js';
import { bandOf, type TrustBand } from '../score/band.js';
import { firstBandChangeBetween } from '../time/band-change.js';
import { type Curve, curveOf, type Moment } from '../time/curve.js';
import { FactsOverTime } from './facts-over-time.js';
import { Ledger } from './ledger.js';
import type { HistoryAsked, HistoryMarker, HistoryPoint, ModelInForce } from './history.js';

type Crossing = Extract<HistoryMarker, { is: 'BAND' }>;

/** What is seldom read, and takes longest, is a getter. */
class Point implements HistoryPoint {
  readonly score: number | null;
  readonly band: TrustBand | null;
  readonly #moment: Moment | null;
  readonly #model: TrustModel;
  #interval: Interval | null = null;

  constructor(
    readonly at: number,
    moment: Moment | null,
    model: TrustModel,
  ) {
    this.#moment = moment;
    this.#model = model;
    this.score = scoreOf(moment);
    this.band = moment === null ? null : bandOf(moment.estimate, model);
  }

  get interval(): Interval | null {
    if (this.#moment === null) return null;
    this.#interval ??= intervalOf(this.#moment.estimate, this.#moment.tally, this.#model);
    return this.#interval;
  }
}

/** Goes through a history once, forwards, from one change to the next, and collects the markers. */
export class HistoryWalk {
  readonly markers: HistoryMarker[] = [];
  private readonly facts: FactsOverTime;
  private readonly changesOfModel: ModelInForce[];
  private model: TrustModel;
  private ledger: Ledger;
  /** Trust by the facts so far; null while the relationship is not open. */
  private curve: Curve | null = null;
  private now: Moment | null = null;
  private at: number;
  /** When the next entry of the present evidence starts to count, such as a due time. */
  private nextEntryAt = Infinity;

  constructor(contacts: Iterable<RecordedContact>, { from, knownAt, models }: HistoryAsked) {
    const [first, ...others] = models.toSorted((a, b) => a.from - b.from) as [ModelInForce, ...ModelInForce[]];
    const begun = others.filter((each) => each.from <= from);
    this.model = (begun.at(-1) ?? first).model;
    this.changesOfModel = others.slice(begun.length);
    this.facts = new FactsOverTime(contacts, knownAt);
    this.ledger = new Ledger(this.model, []);
    this.at = from;
  }

  /** Reads the facts up to the first instant. Called once, before the first point. */
  *begin(): Steps<void> {
    const { timeline } = this.facts;
    yield* this.facts.advanceInSteps(this.at);
    yield* timeline.evidenceInSteps(this.model.calendar);
    this.ledger = new Ledger(this.model, timeline.evidence(this.model.calendar));
    this.readFacts();
  }

  /** @param at not before the `at` of an earlier call, and not after the end */
  *pointAt(at: number): Steps<HistoryPoint> {
    while (this.at < at) {
      this.step(Math.min(at, this.nextChangeAt()));
      yield;
    }
    return new Point(at, this.now, this.model);
  }

  private nextChangeAt(): number {
    return Math.min(this.facts.nextAt, this.changesOfModel[0]?.from ?? Infinity, this.nextEntryAt);
  }

  private step(to: number): void {
    this.passTime(to);
    const byTime = this.now;
    const contacts = this.facts.advance(to);
    if (contacts.length > 0) {
      this.ledger.apply(this.facts.timeline.takeEvidenceChange(this.model.calendar));
      this.readFacts();
      const [before, after] = [scoreOf(byTime), scoreOf(this.now)];
      for (const { id, type } of contacts)
        this.markers.push({ is: 'CONTACT', at: to, contactId: id, type, before, after });
      this.noteCrossing(to, this.bandOf(byTime), 'CONTACT');
    }
    while ((this.changesOfModel[0]?.from ?? Infinity) <= to) this.changeModel(to);
  }

  /** Moves to an instant by time alone, with the entries that start to count by then. */
  private passTime(to: number): void {
    const { curve, now } = this;
    this.at = to;
    if (curve === null || now === null) return;
    this.now = curve.at(to);
    if (this.nextEntryAt > to) return this.noteCrossingsBetween(curve, now, this.now);
    const justBefore = curve.at(to - 1);
    this.noteCrossingsBetween(curve, now, justBefore);
    this.noteCrossing(to, this.bandOf(justBefore), 'TIME');
    this.findNextEntry();
  }

  private noteCrossingsBetween(curve: Curve, from: Moment, to: Moment): void {
    let moment = from;
    while (moment.asOf < to.asOf) {
      const crossed = firstBandChangeBetween(curve, moment, to);
      if (crossed === null) return;
      const [before, after] = [bandOf(moment.estimate, this.model), bandOf(crossed.estimate, this.model)];
      this.note({ is: 'BAND', at: crossed.asOf, from: before, to: after, by: 'TIME' });
      moment = crossed;
    }
  }

  private changeModel(at: number): void {
    const next = this.changesOfModel.shift();
    if (next === undefined || next.model === this.model) return;
    const before = this.bandOf(this.now);
    this.markers.push({ is: 'MODEL', at, from: this.model.id, to: next.model.id });
    this.model = next.model;
    this.ledger = new Ledger(next.model, this.facts.timeline.evidence(next.model.calendar));
    this.readFacts();
    this.noteCrossing(at, before, 'MODEL');
  }

  private readFacts(): void {
    const prior = priorOf(this.facts.timeline);
    this.curve = prior === null ? null : curveOf(this.ledger.weighed, prior);
    this.now = this.curve?.at(this.at) ?? null;
    this.findNextEntry();
  }

  private findNextEntry(): void {
    let next = Infinity;
    for (const run of this.ledger.weighed.runs) next = Math.min(next, nextCountingTime(run, this.at));
    this.nextEntryAt = next;
  }

  private noteCrossing(at: number, from: TrustBand | null, by: Crossing['by']): void {
    const to = this.bandOf(this.now);
    if (from !== null && to !== null && from !== to) this.note({ is: 'BAND', at, from, to, by });
  }

  /** Several changes in one instant give one crossing, or none. */
  private note(crossing: Crossing): void {
    const index = this.markers.findLastIndex((marker) => marker.is === 'BAND');
    const last = this.markers[index];
    if (last?.is !== 'BAND' || last.at !== crossing.at) this.markers.push(crossing);
    else {
      this.markers.splice(index, 1);
      if (last.from !== crossing.to) this.markers.push({ ...crossing, from: last.from });
    }
  }

  private bandOf = (moment: Moment | null): TrustBand | null =>
    moment === null ? null : bandOf(moment.estimate, this.model);
}

const scoreOf = (moment: Moment | null): number | null => (moment === null ? null : 100 * moment.estimate.trust);
