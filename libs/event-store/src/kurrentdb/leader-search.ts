// Finds the leader anew after calls that nobody answered. The client itself looks for another only after an answer: to a node
// whose machine stands still it would stay connected for 20 seconds, and come back to it where gossip lags behind an election.
import { setTimeout as sleep } from 'node:timers/promises';

export type Endpoint = { readonly address: string; readonly port: number };

/** That it leads; which node it says leads; or null where it does not answer, or knows of none. */
export type NodeSays = 'LEADS' | Endpoint | null;

/** What the search does with the nodes. */
export type Nodes = {
  /** Those that the address names. */
  readonly known: readonly Endpoint[];
  /** Asks a node over a connection of its own, or the one in use where `node` is null. Resolves within `ms`. */
  ask(node: Endpoint | null, ms: number): Promise<NodeSays>;
  /** Leaves the connection in use, with all that is under way on it. */
  goTo(leader: Endpoint): void;
};

const PATIENCE_MS = 1_000;
const PAUSE_MS = 200;
/** Then it ends; the next call that is not answered begins another. */
const LONGEST_MS = 60_000;

export class LeaderSearch {
  private isRunning = false;

  constructor(
    private readonly nodes: Nodes,
    private readonly closing: AbortSignal,
  ) {}

  /** To be called after a call that was not answered. Does nothing where the leader answers after all. */
  begin(): void {
    if (this.isRunning || this.closing.aborted) return;
    this.isRunning = true;
    void this.search()
      .catch(() => undefined) // the next call that is not answered begins another
      .finally(() => (this.isRunning = false));
  }

  private async search(): Promise<void> {
    // A leader that was only slow keeps its connection, and what is under way on it.
    if ((await this.nodes.ask(null, PATIENCE_MS)) === 'LEADS') return;
    const found = new AbortController();
    const over = AbortSignal.any([found.signal, this.closing, AbortSignal.timeout(LONGEST_MS)]);
    const asked = new Map<string, Promise<void>>();
    const keepAsking = (node: Endpoint): void => {
      const name = `${node.address}:${node.port}`;
      if (!asked.has(name)) asked.set(name, watch(node));
    };
    // Each node has its own turns, so one that stands still holds up no other.
    const watch = async (node: Endpoint): Promise<void> => {
      while (!over.aborted) {
        // A file of a certificate that is being replaced cannot be read for a moment.
        const says = await this.nodes.ask(node, PATIENCE_MS).catch(() => null);
        if (over.aborted) return;
        if (says === 'LEADS') {
          found.abort();
          this.nodes.goTo(node);
        } else if (says !== null) keepAsking(says);
        await sleep(PAUSE_MS, undefined, { signal: over }).catch(() => undefined);
      }
    };
    for (const node of this.nodes.known) keepAsking(node);
    // Nodes may be added while others are waited for.
    for (let size = 0; size < asked.size;) {
      size = asked.size;
      await Promise.all(asked.values());
    }
  }
}
