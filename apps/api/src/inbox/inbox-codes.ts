/** Why a request to an inbox is not taken, each with its HTTP status and its sentence. The list is closed: a sender may rely on it. */
export const INBOX_CODES = {
  SIGNATURE_MISSING: { status: 401, says: 'The request has no signature, or not the headers that are signed with it.' },
  SIGNATURE_WRONG: { status: 401, says: 'The signature is not that of this body with a secret of the inbox.' },
  SIGNATURE_OLD: { status: 401, says: 'The request was signed at a time that is too far from now.' },
  BODY_TOO_LARGE: { status: 413, says: 'The body is larger than the inbox takes.' },
  NOT_JSON: { status: 400, says: 'The body is not JSON in UTF-8, or is nested to more than 64 levels.' },
  NO_ID: { status: 400, says: 'The request has no id where the inbox looks for it.' },
  INBOX_FULL: {
    status: 503,
    says: 'Too many requests wait, or the disk is full: send it again later.',
    retryAfterSeconds: 60,
  },
  METHOD_NOT_ALLOWED: { status: 405, says: 'An inbox takes POST alone.' },
  BAD_REQUEST: { status: 400, says: 'The request is not HTTP as an inbox takes it.' },
  INTERNAL: { status: 500, says: 'An unexpected fault of the server: send it again.' },
} as const;

export type InboxCode = keyof typeof INBOX_CODES;

export class InboxRefused extends Error {
  constructor(readonly code: InboxCode) {
    super(INBOX_CODES[code].says);
  }
}
