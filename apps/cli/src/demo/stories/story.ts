import type { Scene } from '../scenes/scene.js';

/** One idea of the product, as it happens between an account manager and a customer. */
export type Story = {
  /** Unique; goes into the keys of its contacts. */
  readonly name: string;
  /** The idea that it shows. */
  readonly shows: string;
  readonly tell: (scene: Scene) => void;
};
