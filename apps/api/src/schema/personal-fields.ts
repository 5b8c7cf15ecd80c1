import { personalPart, type Field } from '#relationship';
import { READ, READ_TEXT, type Right } from '../edge/auth/rights.js';

/** Who may read a declared field. Of a group, each field has a right of its own. */
export const rightFor = (field: Field): Right => (personalPart(field) === 'all' ? READ_TEXT : READ);
