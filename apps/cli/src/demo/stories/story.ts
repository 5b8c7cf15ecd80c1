import type { Scene } from '../scenes/scene.js';

/** A short sequence of contacts between an account manager and a customer that shows one idea of the product. */
export type Story = {
  /** Unique; part of the keys of its contacts. */
  readonly name: string;
  /** The idea that the story shows. */
  readonly shows: string;
  readonly tell: (scene: Scene) => void;
};
