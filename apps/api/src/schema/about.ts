import { ABOUT } from '#relationship';
import { groupObject } from './group-object.js';

/** The output type `About`. */
export const AboutObject = groupObject(ABOUT);
