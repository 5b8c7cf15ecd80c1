// What befalls the server of the log, one thing a cycle.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mishap } from '../kurrentdb/faults.js';
import type { StandIn } from '../kurrentdb/stand-in.js';

type Misfortune = {
  readonly name: string;
  readonly strike: (server: StandIn, random: () => number) => Promise<void>;
};

const between = (random: () => number, least: number, most: number): number => least + random() * (most - least);

const single = (name: string, mishap: Mishap): Misfortune => ({
  name,
  async strike({ faults }, random) {
    faults.inject({ ...mishap, on: ['append', 'read', 'subscribe'], times: 1 + Math.floor(random() * 20) });
    await sleep(between(random, 20, 80));
  },
});

export const MISFORTUNES: readonly Misfortune[] = [
  {
    name: 'stopped and restarted',
    async strike(server, random) {
      await server.stop();
      await sleep(between(random, 0, 600));
      await server.restart();
    },
  },
  {
    name: 'paused and resumed',
    async strike(server, random) {
      server.pause();
      await sleep(between(random, 50, 600));
      server.resume();
    },
  },
  {
    name: 'cut several times',
    async strike(server, random) {
      for (let i = 0; i < 4; i += 1) {
        server.cut();
        await sleep(between(random, 1, 40));
      }
    },
  },
  {
    name: 'another leader',
    async strike(server, random) {
      server.elect(null);
      await sleep(between(random, 0, 150));
      server.elect(Math.floor(random() * server.nodes.length));
    },
  },
  {
    name: 'the leader killed',
    async strike(server, random) {
      const [first, second] = server.nodes;
      server.elect(1);
      await first?.stop();
      await sleep(between(random, 0, 200));
      await first?.start();
      server.elect(second ? 0 : null);
    },
  },
  {
    name: 'subscriptions ended without a word',
    strike: async (server) => server.endSubscriptions(),
  },
  {
    name: 'subscriptions broken',
    strike: async (server) => server.breakSubscriptions(),
  },
  {
    name: 'Consumer too slow',
    strike: async (server) => server.dropSlowSubscribers(),
  },
  {
    name: 'the leader frozen, gossip behind',
    async strike(server, random) {
      const [first] = server.nodes;
      server.elect(0);
      server.lagBehindElections(2, true);
      first?.pause();
      await sleep(between(random, 0, 300));
      server.elect(1);
      await sleep(between(random, 200, 800));
      // It wakes, finds that it was deposed and ends; its supervisor starts it again.
      await first?.stop();
      await first?.start();
      server.lagBehindElections(2, false);
    },
  },
  single('committed, then cut', { do: 'cut', when: 'after' }),
  single('cut before it was committed', { do: 'cut', when: 'before' }),
  single('committed and never answered', { do: 'neverAnswer', when: 'after' }),
  single('never answered', { do: 'neverAnswer', when: 'before' }),
  single('timed out by the server', { do: 'timeOut', when: 'after' }),
  single('answered late', { do: 'delay', ms: 250, when: 'after' }),
  single('ended without an answer', { do: 'endQuietly', when: 'after' }),
];
