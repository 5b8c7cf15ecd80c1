import { groupName, id, listed, optional, personalLine, required, type FactsOf } from '#relationship';

/** What the register holds of a colleague. Name and address are personal: they are sealed with a key of their own. */
export const COLLEAGUE_FIELDS = {
  identity: required(id('What `owner` and `recordedBy` say of this colleague.')),
  name: optional(personalLine('The name of the person.')),
  address: optional(personalLine('Where digests are sent, such as an e-mail address.')),
  zone: optional(listed('IANA name of the time zone in which the colleague works.', 100)),
  team: optional(groupName('The team, as tokens of leads name it.', 100)),
};

export type ColleagueFacts = FactsOf<typeof COLLEAGUE_FIELDS>;
export const COLLEAGUE_FACTS = ['ColleagueRegistered', 'ColleagueRemoved'] as const;

/** A registration replaces the one before it whole. */
export type ColleagueFact = {
  readonly id: string;
  readonly type: (typeof COLLEAGUE_FACTS)[number];
  readonly identity: string;
  readonly zone: string | null;
  readonly team: string | null;
  /** The sealed name and address; null if it states neither. */
  readonly box: string | null;
  /** Milliseconds since the epoch. */
  readonly recordedAt: number;
  readonly recordedBy: string;
};

/** A colleague of the register. */
export type Colleague = {
  readonly identity: string;
  readonly zone: string | null;
  readonly team: string | null;
  /** Null if the register does not hold it. */
  readonly name: string | null;
  readonly address: string | null;
};
