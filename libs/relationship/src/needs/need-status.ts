/** The statuses of a need, each with its meaning. */
export const NEED_STATUSES = {
  OPEN: 'Nothing has been done about it yet, or nothing since it was last fulfilled.',
  PATHWAY: 'Somebody waits, and a step towards fulfilling it has been taken.',
  FULFILLED: 'It was fulfilled, and nobody waits for it.',
} as const;

export type NeedStatus = keyof typeof NEED_STATUSES;
