// Requests in the forms that two systems document, with made-up content, signed as they sign.
import { createHmac } from 'node:crypto';

export type Sent = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

export const SECRETS = {
  zendesk: 'a-secret-of-zendesk-1',
  intercom: 'a-secret-of-intercom',
  plain: 'a-token-of-the-crm-1',
};

const hmac = (algorithm: string, secret: string, text: string) => createHmac(algorithm, secret).update(text);

/** An event webhook of Zendesk. @param at when it is sent, milliseconds since the epoch */
export function zendesk(
  happened: 'created' | 'comment_added' | 'status_changed',
  { ticket, event = {}, at = Date.now() }: { readonly ticket: string; readonly event?: object; readonly at?: number },
): Sent {
  const time = new Date(at).toISOString();
  const body = JSON.stringify({
    account_id: 22129848,
    detail: {
      ...{ actor_id: '8447388090494', assignee_id: '8447388090494', brand_id: '8447346621310', created_at: time },
      ...{ custom_status: '4570', description: 'The totals differ', external_id: null, form_id: '8646151517822' },
      ...{
        group_id: '8447320466430',
        id: ticket,
        is_public: true,
        organization_id: '8447346622462',
        priority: 'URGENT',
      },
      ...{ requester_id: '8447388090001', status: 'OPEN', subject: 'Invoice is wrong', submitter_id: '8447388090001' },
      ...{ tags: ['billing'], type: 'INCIDENT', updated_at: time, via: { channel: 'email' } },
    },
    event,
    id: `e-${happened}-${ticket}`,
    subject: `zen:ticket:${ticket}`,
    time: time.replace('Z', '717030Z'),
    type: `zen:event-type:ticket.${happened}`,
    zendesk_event_version: '2022-11-06',
  });
  return signedByZendesk(body, at);
}

export function signedByZendesk(body: string, at: number, secret = SECRETS.zendesk): Sent {
  const timestamp = new Date(at).toISOString();
  return {
    body,
    headers: {
      'x-zendesk-webhook-signature': hmac('sha256', secret, timestamp + body).digest('base64'),
      'x-zendesk-webhook-signature-timestamp': timestamp,
    },
  };
}

export const COMMENT = {
  comment: { author: { id: '77', is_staff: true, name: 'Ada' }, body: 'We look', id: '900', is_public: true },
};
export const SOLVED = { current: 'SOLVED', previous: 'OPEN' };

/** A notification of Intercom. @param attempts it is sent anew with another count when it was not answered */
export function intercom(
  topic: string,
  { id, talk, attempts = 1 }: { readonly id: string; readonly talk: string; readonly attempts?: number },
): Sent {
  const at = Math.floor(Date.now() / 1_000) - 60;
  const part = {
    type: 'conversation_part',
    id: `p-${talk}`,
    part_type: 'comment',
    body: '<p>Hello</p>',
    created_at: at,
  };
  const body = JSON.stringify({
    ...{ type: 'notification_event', app_id: 'a86dr8yl', id, topic, delivery_status: 'pending' },
    ...{ delivery_attempts: attempts, delivered_at: 0, first_sent_at: at, created_at: at, links: {}, self: null },
    data: {
      type: 'notification_event_data',
      item: {
        ...{
          type: 'conversation',
          id: talk,
          created_at: at - 100,
          updated_at: at,
          state: 'open',
          priority: 'priority',
        },
        source: {
          ...{ type: 'email', id: '403918330', delivered_as: 'customer_initiated', subject: '<p>Export fails</p>' },
          author: { type: 'user', id: '5ba682d23d7cf92bef87bfd4', name: 'Jo Doe', email: 'jo@example.com' },
        },
        contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: '5ba682d23d7cf92bef87bfd4' }] },
        conversation_parts: {
          ...{ type: 'conversation_part.list', total_count: 1 },
          conversation_parts: [{ ...part, author: { type: 'admin', id: '274', name: 'Ada' } }],
        },
      },
    },
  });
  return { body, headers: { 'x-hub-signature': `sha1=${hmac('sha1', SECRETS.intercom, body).digest('hex')}` } };
}
