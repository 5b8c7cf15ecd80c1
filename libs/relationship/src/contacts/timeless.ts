import { declares } from './catalog.js';

/**
 * Whether contacts of this type count at every time, from when they are recorded on: what a retraction retracts never was, and
 * what a merge joins always was one.
 */
export const isTimeless = (type: string): boolean =>
  declares(type, 'retracts') || declares(type, 'joins') || declares(type, 'leadsTo');
