/** How much an issue hinders the customer, as they see it. NORMAL where there is no issue. */
export const SEVERITIES = ['MINOR', 'NORMAL', 'MAJOR'] as const;
export type Severity = (typeof SEVERITIES)[number];
