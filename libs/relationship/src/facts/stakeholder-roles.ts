/** The parts that people at the customer play. */
export const STAKEHOLDER_ROLES = ['SPONSOR', 'DECISION_MAKER', 'CHAMPION', 'USER', 'EXECUTIVE'] as const;
