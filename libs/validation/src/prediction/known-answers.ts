import { definitionOf, type RecordedContact, type Timeline } from '#relationship';
import { answerTo, countsAt, OwnRecords, promiseIn, weekOf, type Answer, type OwnRecord } from '#trust';

/**
 * The answered promises of one customer while contacts arrive. To add a contact costs what its own matter costs. It says the
 * same as counting `answersIn` anew.
 */
export class KnownAnswers {
  private readonly touched = new Set<string>();
  private readonly known = new Map<string, Answer>();
  private readonly counted = new Set<string>();
  /** Answers that do not count yet, the earliest first: mostly due times that are yet to pass. */
  private readonly waiting: Answer[] = [];
  private readonly records = new OwnRecords();

  /** @param groupOf the group of a promise where it is not the recorded one, by its id */
  constructor(
    private readonly timeline: Timeline,
    private readonly groupOf: ReadonlyMap<string, string | null>,
  ) {}

  /** Call it after the contact was added to the timeline. */
  touch(contact: RecordedContact): void {
    const { expectationId, issueId } = contact.data as { readonly expectationId?: string; readonly issueId?: string };
    if (expectationId !== undefined) this.touched.add(expectationId);
    // The group of a promise may be the service of its issue.
    else if (issueId !== undefined && contact.type === 'IssueReported') this.touchAll(contact);
    const retractedId = definitionOf(contact.type)?.retracts?.(contact.data);
    const retracted = retractedId === undefined ? null : this.timeline.contact(retractedId);
    if (retracted !== null) this.touch(retracted);
  }

  /** The answered promises in a group. @param asOf milliseconds since the epoch; it never goes back */
  of(group: string | null, asOf: number): OwnRecord {
    for (const expectationId of this.touched) this.replace(expectationId);
    this.touched.clear();
    for (let next = this.waiting[0]; next !== undefined && countsAt(next, asOf); next = this.waiting[0]) {
      this.waiting.shift();
      this.records.add(next);
      this.counted.add(next.expectationId);
    }
    return this.records.of(group, weekOf(asOf));
  }

  private touchAll(report: RecordedContact): void {
    // The promises of a report that was retracted are in matters of their own now.
    const promises = this.timeline.isRetracted(report.id)
      ? [...this.known.keys()]
      : this.timeline.matterOfContact(report.id).expectations.map(({ expectationId }) => expectationId);
    for (const expectationId of promises) this.touched.add(expectationId);
  }

  private replace(expectationId: string): void {
    const before = this.known.get(expectationId);
    if (before !== undefined) {
      if (this.counted.delete(expectationId)) this.records.remove(before);
      else this.waiting.splice(this.waiting.indexOf(before), 1);
      this.known.delete(expectationId);
    }
    const promise = promiseIn(this.timeline, expectationId);
    const answer = promise === null ? null : answerTo(promise.expectation, promise.matter, this.timeline);
    if (answer === null) return;
    const group = this.groupOf.get(expectationId);
    const now = group === undefined ? answer : { ...answer, group };
    this.known.set(expectationId, now);
    let place = this.waiting.length;
    while (place > 0 && (this.waiting[place - 1]?.at ?? 0) > now.at) place -= 1;
    this.waiting.splice(place, 0, now);
  }
}
