import type { Weighted } from './scenes/chance.js';
import type { Manager } from './scenes/scene.js';
import type { Story } from './stories/story.js';

/** Occasions that an account manager must handle. */
export const OCCASIONS = ['incident', 'promise', 'request', 'executive'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** An account manager's conduct: which stories an occasion may become, with their weights. */
export type AccountManager = Manager & {
  readonly says: string;
  /** How often an occasion comes up, as a multiple of the usual rate. */
  readonly often: Partial<Record<Occasion, number>>;
} & Readonly<Record<Occasion, Weighted<Story>>>;
