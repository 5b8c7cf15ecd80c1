export const STAKEHOLDER_ROLES = ['SPONSOR', 'DECISION_MAKER', 'CHAMPION', 'USER', 'EXECUTIVE'] as const;

/** A person at the customer, with their role. */
export type Stakeholder = { readonly stakeholderId: string; readonly role: (typeof STAKEHOLDER_ROLES)[number] };
