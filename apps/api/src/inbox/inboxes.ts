import { isUtf8 } from 'node:buffer';
import { requestIdOf, wrongSignature, type InboxStore, type SignedRequest } from '#intake';
import type { Inbox, Source } from '#source';
import type { ServedSource } from '../config/sources-settings.js';
import { isNestedDeeper } from '../edge/mcp/nested-deeper.js';
import { InboxRefused } from './inbox-codes.js';

/** An inbox, and the source that it belongs to. */
export type ServedInbox = { readonly source: Source; readonly inbox: Inbox; readonly secrets: readonly string[] };

/** Requests that wait; more are refused, so that a sender who floods cannot fill the disk. */
const MOST_WAITING = 10_000;
const MOST_LEVELS = 64;

/** The inboxes of the server. Takes requests; `InboxRounds` maps them. */
export class Inboxes {
  readonly all: ReadonlyMap<string, ServedInbox>;

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

  /** The request is on disk when this returns. @throws InboxRefused */
  take({ source, inbox, secrets }: ServedInbox, request: SignedRequest): 'TAKEN' | 'REPEATED' {
    const { signature, windowSeconds } = inbox;
    if (request.body.length > inbox.maxBytes) throw new InboxRefused('BODY_TOO_LARGE');
    const receivedAt = this.now();
    const wrong = wrongSignature(request, { signature, windowSeconds, secrets }, receivedAt);
    if (wrong !== null) throw new InboxRefused(wrong);
    const id = requestIdOf(request, documentIn(request.body), inbox);
    if (id === null) throw new InboxRefused('NO_ID');
    if (this.store.waiting() >= MOST_WAITING) throw new InboxRefused('INBOX_FULL');
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
