export { ALERT_STREAM, ALERT_VERSION, alertFactFrom } from './log/codec.js';
export { AlertLog, type AlertAnswer, type AlertChanger } from './log/alert-log.js';
export { openOutboxFile, openOutboxSchema } from './outbox/open-outbox.js';
export { Outbox, type Delivery, type DeliveryQuery, type KeptDelivery, type Reading } from './outbox/outbox.js';
export { ALERT_FACTS, type AlertFact, type AlertFactType } from './rules/alert-fact.js';
export type { AlertEndpoint, AlertRule, Alerts } from './rules/alerts.js';
export {
  ALERT_FORMS,
  ALERT_KINDS,
  DEFAULT_MINUTES_BEFORE,
  ENDPOINT_FIELDS,
  RETIRED_ENDPOINT_FIELDS,
  RETIRED_RULE_FIELDS,
  RULE_FIELDS,
  type AlertForm,
  type AlertKind,
  type EndpointFacts,
  type RuleFacts,
} from './rules/fields.js';
export { ALERT_REFUSALS, refuseAlert, type AlertRefusalCode } from './rules/refusal.js';
export { AddressRefused, Addresses, networksIn, type Resolve } from './sending/addresses.js';
export { DELIVERY_FAILURES, Sender, type SenderOptions } from './sending/sender.js';
export { cloudEventOf, type Told } from './told/alert-event.js';
export { alertSchemas, type AlertSchema } from './schemas/alert-schemas.js';
