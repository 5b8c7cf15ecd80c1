import { MONEY } from '#relationship';
import { groupInput } from './contact-input.js';
import { groupObject } from './group-object.js';

/** The type `Money` as it is served. */
export const MoneyObject = groupObject(MONEY);
/** The same as it is sent. */
export const MoneyInput = groupInput(MONEY);
