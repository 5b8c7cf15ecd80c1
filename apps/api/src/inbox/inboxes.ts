import { isUtf8 } from 'node:buffer';
import { requestIdOf, wrongSignature, type InboxStore, type SignedRequest } from '#intake';
import type { Inbox, Source } from '#source';
import type { ServedSource } from '../config/sources-settings.js';
import { isNestedDeeper } from '../edge/mcp/nested-deeper.js';
import { InboxRefused } from './inbox-codes.js';

/** An inbox, and the source that it belongs to. */
export type ServedInbox = { readonly source: Source; readonly inbox: Inbox; readonly secrets: readonly string[] };

/** Of one inbox: what waits or failed. More is refused, so that a sender who floods, or whose requests all fail, cannot fill the disk. */
const MOST_KEPT = { requests: 10_000, bytes: 1_000_000_000 };
/** What is kept is counted once in so long, milliseconds. */
const COUNT_EVERY_MS = 1_000;
const MOST_LEVELS = 64;

/** The inboxes of the server. Takes requests; `InboxRounds` maps them. */
export class Inboxes {
  readonly all: ReadonlyMap<string, ServedInbox>;
  private readonly counted = new Map<string, { readonly at: number; readonly isFull: boolean }>();

  /** @param opened the store and its key, asked only where there is an inbox */
  constructor(
    sources: readonly ServedSource[],
    private readonly opened: {
      readonly store: () => InboxStore;
      readonly key: () => Parameters<InboxStore['next']>[1];
    },
    private readonly now: () => number,
  ) {
    this.all = new Map(
      sources.flatMap(({ source, secrets }) =>
        source.inbox === null ? [] : [[source.id, { source, inbox: source.inbox, secrets }]],
      ),
    );
  }

  get store(): InboxStore {
    return this.opened.store();
  }

  get key(): Parameters<InboxStore['next']>[1] {
    return this.opened.key();
  }

  private isFull(inbox: string, now: number): boolean {
    let counted = this.counted.get(inbox);
    if (counted === undefined || Math.abs(now - counted.at) >= COUNT_EVERY_MS) {
      const { requests, bytes } = this.store.kept(inbox);
      counted = { at: now, isFull: requests >= MOST_KEPT.requests || bytes >= MOST_KEPT.bytes };
      this.counted.set(inbox, counted);
    }
    return counted.isFull;
  }

  /** The request is on disk when this returns. @throws InboxRefused */
  take({ source, inbox, secrets }: ServedInbox, request: SignedRequest): 'TAKEN' | 'REPEATED' {
    const { signature, windowSeconds } = inbox;
    if (request.body.length > inbox.maxBytes) throw new InboxRefused('BODY_TOO_LARGE');
    const receivedAt = this.now();
    const wrong = wrongSignature(request, { signature, windowSeconds, secrets }, receivedAt);
    if (wrong !== null) throw new InboxRefused(wrong);
    const id = requestIdOf(request, documentIn(request.body), inbox);
    if (id === null) throw new InboxRefused('NO_ID');
    if (this.isFull(source.id, receivedAt)) throw new InboxRefused('INBOX_FULL');
    try {
      return this.store.take({ inbox: source.id, id, body: request.body, receivedAt }, this.key);
    } catch (error) {
      const { code = '' } = error as { readonly code?: string };
      if (/^SQLITE_(FULL|IOERR|BUSY)/.test(code)) throw new InboxRefused('INBOX_FULL');
      throw error;
    }
  }
}

/** @throws InboxRefused */
function documentIn(body: Buffer): unknown {
  if (!isUtf8(body)) throw new InboxRefused('NOT_JSON');
  let document: unknown;
  try {
    document = JSON.parse(body.toString('utf8'));
  } catch {
    throw new InboxRefused('NOT_JSON');
  }
  if (isNestedDeeper(document, MOST_LEVELS)) throw new InboxRefused('NOT_JSON');
  return document;
}
