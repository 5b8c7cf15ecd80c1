import { Webhook } from 'standardwebhooks';
import { allDone } from '#event-store';
import type { AlertEndpoint } from '../rules/alerts.js';
import type { AlertLog } from '../log/alert-log.js';
import type { KeptDelivery, Outbox } from '../outbox/outbox.js';
import { written } from '../told/written.js';
import { AddressRefused, type Addresses } from './addresses.js';
import { PAUSES_MS, pauseAfter } from './back-off.js';
import { PATIENCE_MS, post } from './post.js';

/** Why an attempt failed. The list is closed. */
export const DELIVERY_FAILURES = {
  ADDRESS_REFUSED: 'The name leads to an address that may not be used.',
  NAME_UNKNOWN: 'The name of the host cannot be resolved.',
  NOT_CONNECTED: 'No connection, or it broke off before the answer.',
  TIMED_OUT: 'No answer in time.',
  REDIRECTED: 'The receiver answered with a redirect, and none is followed.',
  ANSWERED_4XX: 'The receiver answered with a status from 400 to 499.',
  ANSWERED_5XX: 'The receiver answered with another status that says no.',
  ENDPOINT_GONE: 'The receiver answered 410: it wants no more. All that waited for it is given up.',
  ENDPOINT_RETIRED: 'The endpoint was retired before the alert was delivered.',
} as const;
export type DeliveryFailure = keyof typeof DELIVERY_FAILURES;

/** Options that only tests set. */
export type SenderOptions = { readonly pausesMs?: readonly number[]; readonly patienceMs?: number };

/** Of one endpoint, at once. Alerts of one customer are never sent at once. */
const AT_ONCE = 8;

/** Sends what is in the outbox: at least once, and the alerts of a customer to an endpoint in their order. */
export class Sender {
  private readonly busy = new Map<string, Promise<void>>();
  /** How each alert came out that could not be written down, such as on a full disk: it is not sent again meanwhile. By endpoint. */
  private readonly unwritten = new Map<string, Map<number, () => Promise<void>>>();

  constructor(
    private readonly outbox: Outbox,
    private readonly log: AlertLog,
    private readonly addresses: Addresses,
    private readonly now: () => number,
    private readonly failed: (error: unknown) => void,
    private readonly options: SenderOptions = {},
  ) {}

  /**
   * Begins to send what is due. One slow receiver does not hold up another.
   * @param signal ends what is under way @param mayGoOn asked before each group: whether this process still is the one that sends
   */
  async begin(signal: AbortSignal, mayGoOn: () => boolean): Promise<void> {
    for (const endpointId of await this.outbox.endpointsDue(this.now())) {
      if (this.busy.has(endpointId)) continue;
      const end = () => void this.busy.delete(endpointId);
      this.busy.set(endpointId, this.sendAll(endpointId, signal, mayGoOn).catch(this.failed).then(end));
    }
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.busy.values());
  }

  private async sendAll(endpointId: string, signal: AbortSignal, mayGoOn: () => boolean): Promise<void> {
    while (!signal.aborted && mayGoOn()) {
      for (const [sequence, write] of this.unwrittenOf(endpointId)) await this.writeDown(endpointId, sequence, write);
      const due = await this.outbox.due(endpointId, this.now(), AT_ONCE);
      if (due.length === 0) return;
      const endpoint = (await this.log.read()).endpoints.get(endpointId);
      if (endpoint === undefined) return this.outbox.giveUp(endpointId, 'ENDPOINT_RETIRED', this.now());
      // Each is waited for, also where one fails: none may be under way when the next begin.
      await allDone(due.map((each) => this.send(each, endpoint, signal)));
    }
  }

  private async send(delivery: KeptDelivery, endpoint: AlertEndpoint, signal: AbortSignal): Promise<void> {
    const failure = await this.attempt(delivery, endpoint, signal);
    const now = this.now();
    // Ended by a stop: it says nothing of the receiver, and the next leader sends it.
    if (failure !== null && signal.aborted) return;
    const { endpointId, sequence } = delivery;
    const settle = () => this.settle(delivery, failure, now);
    this.unwrittenOf(endpointId).set(sequence, settle);
    return this.writeDown(endpointId, sequence, settle);
  }

  private unwrittenOf(endpointId: string): Map<number, () => Promise<void>> {
    const found = this.unwritten.get(endpointId) ?? new Map<number, () => Promise<void>>();
    this.unwritten.set(endpointId, found);
    return found;
  }

  private async writeDown(endpointId: string, sequence: number, write: () => Promise<void>): Promise<void> {
    await write();
    this.unwrittenOf(endpointId).delete(sequence);
  }

  private settle(delivery: KeptDelivery, failure: DeliveryFailure | null, now: number): Promise<void> {
    if (failure === null) return this.outbox.delivered(delivery, now);
    // The receiver wants no more of anything.
    if (failure === 'ENDPOINT_GONE') return this.outbox.giveUp(delivery.endpointId, failure, now);
    const pause = pauseAfter(delivery.attempts + 1, Math.random(), this.options.pausesMs ?? PAUSES_MS);
    return this.outbox.failed(delivery, failure, pause === null ? null : now + pause, now);
  }

  /** @returns null if it was delivered */
  private async attempt(
    { deliveryId, event }: KeptDelivery,
    endpoint: AlertEndpoint,
    signal: AbortSignal,
  ): Promise<DeliveryFailure | null> {
    const opened = this.log.opened(endpoint);
    if (opened === null) return 'ENDPOINT_RETIRED';
    const { body, contentType } = written(event, endpoint.form);
    const at = new Date(this.now());
    const headers = {
      'content-type': contentType,
      'user-agent': 'Rapport',
      'webhook-id': deliveryId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': opened.secrets.map((secret) => new Webhook(secret).sign(deliveryId, at, body)).join(' '),
    };
    try {
      const url = this.addresses.check(opened.url);
      const place = await this.addresses.placeOf(url);
      const status = await post({ url, place, headers, body }, signal, this.options.patienceMs ?? PATIENCE_MS);
      return failureOf(status);
    } catch (error) {
      return failureIn(error);
    }
  }
}

function failureOf(status: number): DeliveryFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return 'ENDPOINT_GONE';
  if (status >= 300 && status < 400) return 'REDIRECTED';
  return status >= 400 && status < 500 ? 'ANSWERED_4XX' : 'ANSWERED_5XX';
}

/** Never the message of the error, which may hold the address. */
function failureIn(error: unknown): DeliveryFailure {
  if (error instanceof AddressRefused) return 'ADDRESS_REFUSED';
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
  if (name === 'AbortError' || name === 'TimeoutError') return 'TIMED_OUT';
  return ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL'].includes(String(code)) ? 'NAME_UNKNOWN' : 'NOT_CONNECTED';
}
