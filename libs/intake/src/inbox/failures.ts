/** Why a request was not mapped. The list is closed. */
export const INBOX_FAILURES = {
  SQL_FAILED: 'inbox.sql cannot be run over the request.',
  TOOK_TOO_LONG: 'inbox.sql took longer than it may, and was stopped.',
  MAPPER_ENDED:
    'The process that runs inbox.sql ended again and again: the SQL takes too much memory, or it was killed.',
  ROWS_BAD: 'Rows that inbox.sql gives are no contacts.',
  ROWS_REFUSED: 'Contacts were refused, each with a code of the reference.',
  NOT_RECORDED: 'The log, or the key of a customer, could not be used; it is tried again for 30 days, or until `drop`.',
  UNREADABLE: 'The request was sealed with another key, or is damaged.',
  INBOX_GONE: 'There is no source of this name any more, or it has no inbox.sql.',
} as const;

export type InboxFailure = keyof typeof INBOX_FAILURES;
