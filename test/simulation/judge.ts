import { ADMIN } from '#access';
import type { KeyRing } from '#contact-log';
import type { EventStore } from '#event-store';
import type { ViewsDatabase } from '#read-models';
import { Node } from './node.js';
import { contactHeard, changeHeard, type Heard, type What } from './subscribers.js';

const LISTENER = {
  actor: ADMIN,
  filter: { customerIds: null, owner: null },
  reader: { signal: new AbortController().signal, atPresent: () => undefined, whose: {}, wasAtPresent: false },
};

/** A process that begins when everything is over, with stores in which nothing goes wrong and no bug. */
export class Judge {
  private constructor(readonly node: Node) {}

  static async of(store: EventStore, keys: KeyRing, db: ViewsDatabase, now: number): Promise<Judge> {
    const node = new Node({ store, keys, db, now: () => now, steady: null, pause: () => Promise.resolve() });
    await node.models.read();
    await node.projector.catchUp();
    await node.views.refresh();
    return new Judge(node);
  }

  /** What subscribers must have heard by now. */
  async told(): Promise<Readonly<Record<What, readonly Heard[]>>> {
    const { facts, changes } = this.node;
    const [contacts, trust]: [Heard[], Heard[]] = [[], []];
    for (let at = 0n; ;) {
      const page = await facts.pageAfter(at);
      for (const fact of page.facts) {
        contacts.push(contactHeard(fact));
        if (fact.contact === null)
          for await (const change of changes.byModels(fact.position, 0n, LISTENER)) trust.push(changeHeard(change));
        else {
          const change = await changes.by(fact, LISTENER);
          if (change !== null) trust.push(changeHeard(change));
        }
      }
      if (page.upTo === at) return { contacts, trust };
      at = page.upTo;
    }
  }
}
