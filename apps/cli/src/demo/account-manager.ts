import type { Weighted } from './scenes/chance.js';
import type { Manager } from './scenes/scene.js';
import type { Story } from './stories/story.js';

/** What an account manager is put to the test by. */
export const OCCASIONS = ['incident', 'promise', 'request', 'executive'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** How an account manager goes about it: which story an occasion turns into. */
export type AccountManager = Manager & {
  readonly says: string;
  /** How often an occasion comes up, as a multiple of the usual. */
  readonly often: Partial<Record<Occasion, number>>;
} & Readonly<Record<Occasion, Weighted<Story>>>;
