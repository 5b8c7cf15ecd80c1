import { target as targetNamed, type Target } from './target.js';
import { type Mark } from './mark.js';
import { compareSaid } from '../facts/order.js';
import { Matter } from './matter.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

/** The matter of contacts without a target, or with a target that is not declared or was retracted. */
export const GENERAL = 'general';
export type Root = NonNullable<Target> | typeof GENERAL;

const DECLARING = new Set<Mark['is']>(['ISSUE', 'EXPECTATION', 'REQUEST', 'NEED', 'ACTION']);

type Bundle = { readonly contacts: RecordedContact[]; readonly marks: Mark[] };

/**
 * Groups facts into matters, in any order of arrival: a promise with its issue, everything else by its target. A new fact
 * invalidates only its own matter, so live updates are cheap.
 */
export class MatterIndex {
  private readonly bundles = new Map<Root, Bundle>();
  private readonly declared = new Map<NonNullable<Target>, number>();
  private readonly issueOf = new Map<NonNullable<Target>, NonNullable<Target>>();
  private readonly promisesOf = new Map<NonNullable<Target>, Set<NonNullable<Target>>>();
  private readonly matters = new Map<Root, Matter>();
  private readonly targetsByRoot = new Map<Root, readonly Root[]>();
  private readonly changed = new Set<Root>();
  /** Null: to be listed again. */
  private rootList: readonly Root[] | null = null;
  /** Targets that contacts refer to and that are not declared. All of them belong to the general matter. */
  private readonly undeclared = new Set<Root>();

  constructor(private readonly noticeMsAt: (at: number) => number) {}

  add(contact: RecordedContact, about: Target, marks: readonly Mark[]): void {
    for (const mark of marks) {
      const isFirst = !this.bundles.has(mark.target ?? GENERAL);
      insert(this.bundle(mark.target).marks, mark);
      // A new target was in no matter before, so no other matter changes. Touching the general matter for each new promise
      // would evaluate it again each time: quadratic in the promises of a customer.
      if (DECLARING.has(mark.is) && mark.target !== null) this.declare(mark.target, isFirst);
      this.touch(mark.target);
    }
    this.bundle(about).contacts.push(contact);
    this.touch(about);
  }

  remove(contactId: string, about: Target, marks: readonly Mark[]): void {
    for (const touched of new Set([about, ...marks.map(({ target }) => target)])) {
      const { contacts, marks: kept } = this.bundle(touched);
      removeWhere(contacts, ({ id }) => id === contactId);
      removeWhere(kept, ({ eventId }) => eventId === contactId);
      if (touched !== null) this.declare(touched);
      this.touch(touched);
    }
  }

  /** From when it exists, milliseconds since the epoch; an issue from when we detected it. Null: it is not declared. */
  declaredFrom(target: NonNullable<Target>): number | null {
    return this.declared.get(target) ?? null;
  }

  rootOf(target: Target | typeof GENERAL): Root {
    if (target === null || target === GENERAL || !this.declared.has(target)) return GENERAL;
    const issue = this.issueOf.get(target);
    return issue !== undefined && this.declared.has(issue) ? issue : target;
  }

  matter(root: Root): Matter {
    let matter = this.matters.get(root);
    if (matter === undefined) {
      matter = new Matter(this.marksIn(root), this.noticeMsAt);
      this.matters.set(root, matter);
    }
    return matter;
  }

  /** The matter as it would be with additional marks. */
  matterWith(root: Root, marks: readonly Mark[]): Matter {
    const more = root === GENERAL ? marks.map((mark) => ({ ...mark, target: null })) : marks;
    return new Matter([...this.marksIn(root), ...more].sort(compareSaid), this.noticeMsAt);
  }

  /** The contacts of a matter, unordered. */
  contactsIn(root: Root): readonly RecordedContact[] {
    return this.targetsIn(root).flatMap((target) => this.bundles.get(target)?.contacts ?? []);
  }

  /** The matters that have changed since the last call. */
  takeChanged(): readonly Root[] {
    const changed = [...this.changed];
    this.changed.clear();
    return changed;
  }

  /** Invalidates every matter, because the terms of the relationship have changed. */
  touchAll(): void {
    this.matters.clear();
    for (const key of this.bundles.keys()) this.touch(key);
  }

  /** Do not keep the list: it may be an older one after the next contact. */
  roots(): readonly Root[] {
    return (this.rootList ??= [...this.bundles.keys()].filter((key) => this.rootOf(key) === key));
  }

  private bundle(target: Target): Bundle {
    const key = target ?? GENERAL;
    let bundle = this.bundles.get(key);
    if (bundle === undefined) {
      this.bundles.set(key, (bundle = { contacts: [], marks: [] }));
      if (key !== GENERAL && !this.declared.has(key)) this.undeclared.add(key);
      this.targetsByRoot.delete(GENERAL);
      this.rootList = null;
    }
    return bundle;
  }

  /**
   * Updates whether the target is declared, and to which issue it belongs.
   * @param isFirst the target is new, so it leaves no other matter
   */
  private declare(target: NonNullable<Target>, isFirst = false): void {
    if (!isFirst) this.touch(target);
    const declaration = this.bundle(target).marks.find(({ is }) => DECLARING.has(is));
    this.issueOf.delete(target);
    if (declaration === undefined) {
      this.declared.delete(target);
      this.undeclared.add(target);
    } else {
      this.undeclared.delete(target);
      const detectedAt = declaration.is === 'ISSUE' ? declaration.detectedAt : null;
      this.declared.set(target, Math.min(declaration.at, detectedAt ?? declaration.at));
      if (declaration.is === 'EXPECTATION' && declaration.issueId !== null) {
        const issue = targetNamed('issue', declaration.issueId);
        this.issueOf.set(target, issue);
        const promises = this.promisesOf.get(issue) ?? new Set();
        this.promisesOf.set(issue, promises.add(target));
      }
    }
    // Its contacts and marks move out of the general matter, or back into it; so do the promises of an issue.
    this.targetsByRoot.clear();
    this.rootList = null;
    for (const promise of this.promisesOf.get(target) ?? []) this.forget(promise);
  }

  private touch(target: Target | typeof GENERAL): void {
    this.forget(this.rootOf(target));
  }

  private forget(root: Root): void {
    this.matters.delete(root);
    this.changed.add(root);
  }

  private targetsIn(root: Root): readonly Root[] {
    let targets = this.targetsByRoot.get(root);
    if (targets === undefined) {
      targets =
        root === GENERAL
          ? [...(this.bundles.has(GENERAL) ? [root] : []), ...this.undeclared]
          : [root, ...(this.promisesOf.get(root) ?? [])].filter((each) => this.rootOf(each) === root);
      this.targetsByRoot.set(root, targets);
    }
    return targets;
  }

  private marksIn(root: Root): readonly Mark[] {
    const targets = this.targetsIn(root);
    if (targets.length === 1) return this.bundles.get(root)?.marks ?? [];
    const marks = targets.flatMap((target) => this.bundles.get(target)?.marks ?? []);
    // A target that is not declared counts as no target.
    return (root === GENERAL ? marks.map((mark) => ({ ...mark, target: null })) : marks).sort(compareSaid);
  }
}

/** Facts mostly arrive in order, so the search starts at the end. */
function insert(sorted: Mark[], mark: Mark): void {
  let index = sorted.length;
  while (index > 0 && compareSaid(sorted[index - 1] as Mark, mark) > 0) index -= 1;
  sorted.splice(index, 0, mark);
}

function removeWhere<T>(items: T[], matches: (item: T) => boolean): void {
  for (let index = items.length - 1; index >= 0; index -= 1) if (matches(items[index] as T)) items.splice(index, 1);
}
