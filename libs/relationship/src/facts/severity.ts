/** How much an issue hinders the customer, by their account. NORMAL where no issue is concerned. */
export const SEVERITIES = ['MINOR', 'NORMAL', 'MAJOR'] as const;
export type Severity = (typeof SEVERITIES)[number];
