/** Why a confirmed call records nothing, beside what the GraphQL door says. A closed list. */
export const CONFIRMING_REFUSED = {
  CONFIRMATION_UNKNOWN: {
    code: 'CONFIRMATION_UNKNOWN',
    message:
      'Nothing was recorded: no dry run of this tool, with these facts and this token, gave this `confirm`. Call without it first.',
  },
  CONFIRMATION_EXPIRED: {
    code: 'CONFIRMATION_EXPIRED',
    message:
      'Nothing was recorded: the dry run is more than 15 minutes old, so what it showed may be different now. Call without `confirm` for a new one.',
  },
} as const;
