import { ABOUT } from '#relationship';
import { groupObject } from './group-object.js';

/** The type `About` as it is served. */
export const AboutObject = groupObject(ABOUT);
