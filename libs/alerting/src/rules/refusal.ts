import { refuser } from '#relationship';

/** Every reason why a change of alerts is not recorded, with its sentence. The list is closed. */
export const ALERT_REFUSALS = {
  ALERT_ID_TAKEN: 'There is another one of this id; change that one, or choose another id.',
  ALERT_ENDPOINT_UNKNOWN: 'There is no endpoint of this id.',
  ALERT_ENDPOINT_IN_USE: 'Rules send to the endpoint; retire or change them first.',
  ALERT_ADDRESS_REFUSED: 'The address may not be used; the message says why.',
  ALERT_RULE_UNKNOWN: 'There is no rule of this id.',
  ALERT_RULE_INVALID: 'The kind of the rule does not take this parameter, or lacks one.',
} as const;

export type AlertRefusalCode = keyof typeof ALERT_REFUSALS;

export const refuseAlert = refuser(ALERT_REFUSALS);
