import { MONEY } from '#relationship';
import { groupInput } from './contact-input.js';
import { groupObject } from './group-object.js';

/** The output type `Money`. */
export const MoneyObject = groupObject(MONEY);
/** The input type `MoneyInput`. */
export const MoneyInput = groupInput(MONEY);
