import { ENDPOINT_FIELDS, RETIRED_ENDPOINT_FIELDS, RETIRED_RULE_FIELDS, RULE_FIELDS } from '#alerting';
import { generated, id, list, optional, type Fields, type IdField, type Slot } from '#relationship';
import { formInput } from '../schema/contact-input.js';
// Before the inputs: they register the enumerations with what their values mean.
import './alert-endpoint.type.js';
import './alert-rule.type.js';

/** Where a new one is declared, its id may be left out. */
const declared = <F extends Fields>(fields: F, name: keyof F & string): Fields => ({
  ...fields,
  [name]: generated((fields[name] as Slot<IdField>).field),
});

export const DECLARED_ENDPOINT = declared(ENDPOINT_FIELDS, 'endpointId');
export const DECLARED_RULE = declared(RULE_FIELDS, 'ruleId');
export const REPLAYED = {
  deliveryIds: optional(list(id('A delivery.'), 'These deliveries.', 200)),
  endpointId: optional(id('All deliveries of this endpoint that were given up.')),
};

export const DeclareAlertEndpointInput = formInput(
  'DeclareAlertEndpointInput',
  DECLARED_ENDPOINT,
  'A receiver of alerts.',
);
export const ChangeAlertEndpointInput = formInput(
  'ChangeAlertEndpointInput',
  ENDPOINT_FIELDS,
  'The receiver as it is from now on. Its secret stays.',
);
export const RotateAlertSecretInput = formInput(
  'RotateAlertSecretInput',
  RETIRED_ENDPOINT_FIELDS,
  'The receiver that gets another secret.',
);
export const RetireAlertEndpointInput = formInput(
  'RetireAlertEndpointInput',
  RETIRED_ENDPOINT_FIELDS,
  'The receiver that gets no more alerts.',
);
export const DeclareAlertRuleInput = formInput('DeclareAlertRuleInput', DECLARED_RULE, 'What to tell, and whom.');
export const ChangeAlertRuleInput = formInput(
  'ChangeAlertRuleInput',
  RULE_FIELDS,
  'The rule as it is from now on: what is left out is no longer so.',
);
export const RetireAlertRuleInput = formInput('RetireAlertRuleInput', RETIRED_RULE_FIELDS, 'The rule to retire.');
export const ReplayAlertDeliveriesInput = formInput(
  'ReplayAlertDeliveriesInput',
  REPLAYED,
  'Which alerts to send again: exactly one of the fields.',
);
