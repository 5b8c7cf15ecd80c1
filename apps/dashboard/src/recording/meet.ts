import {
  CheckInDocument,
  KeepPromiseDocument,
  LookBackDocument,
  NotifySupervisorDocument,
  TellNewsDocument,
  UpdateStatusDocument,
  VerifyActionDocument,
  type AboutInput,
  type Channel,
  type ObligationKind,
  type RecordedFragment,
  type TargetFragment,
} from '../ask/operations.js';
import { record } from './record.js';

/** What is to be met. */
export type Due = {
  readonly kind: ObligationKind;
  readonly customerId: string;
  readonly about: TargetFragment | null;
};

/** What the user says of the call. Texts may be empty. */
export type Said = {
  readonly channel: Channel | null;
  readonly note: string;
  readonly apologised: boolean;
  readonly impactAcknowledged: boolean;
  readonly reason: string;
  readonly providerView: string;
  readonly customerView: string;
  readonly supervisor: string;
  /** Names this call, so that sending it twice records it once. */
  readonly idempotencyKey: string;
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The one id of a target. */
export function aboutInput(about: TargetFragment | null): AboutInput | null {
  const [only] = Object.entries(about ?? {}).filter(([, id]) => id !== null);
  return only === undefined ? null : Object.fromEntries([only]);
}

/** Records the contact that meets what is owed. */
export function meet({ kind, customerId, about: target }: Due, said: Said): Promise<RecordedFragment> {
  const { channel, idempotencyKey, apologised, impactAcknowledged } = said;
  const common = { customerId, channel, idempotencyKey, note: orNull(said.note) };
  const about = aboutInput(target);
  switch (kind) {
    case 'DISCLOSE':
      return record(TellNewsDocument, {
        ...common,
        about,
        news: 'BAD',
        apologised,
        impactAcknowledged,
        reason: orNull(said.reason),
      });
    case 'RESPOND':
    case 'UPDATE':
      return record(UpdateStatusDocument, { ...common, about });
    case 'DELIVER':
      return record(KeepPromiseDocument, { ...common, expectationId: target?.expectationId ?? '' });
    case 'CHECK_IN':
      return record(CheckInDocument, common);
    case 'RETROSPECT':
      return record(LookBackDocument, {
        ...common,
        about,
        providerView: orNull(said.providerView),
        customerView: orNull(said.customerView),
      });
    case 'FOLLOW_UP':
      return target?.actionId == null
        ? record(TellNewsDocument, { ...common, about, news: 'GOOD' })
        : record(VerifyActionDocument, { ...common, actionId: target.actionId });
    case 'HEADS_UP':
      return record(NotifySupervisorDocument, { ...common, about, supervisor: orNull(said.supervisor) });
  }
}
