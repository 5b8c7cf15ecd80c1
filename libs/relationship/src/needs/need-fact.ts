import {
  group,
  id,
  instant,
  plainText,
  list,
  generated,
  optional,
  required,
  type Fields,
  type FactsOf,
} from '../facts/fields.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import type { RefusalCode } from '../facts/refusal.js';

/** Facts that everything in the needs register carries. */
export const NEED_FIELDS = {
  needId: required(id('The root need.')),
  occurredAt: generated(instant('When it happened, as the recorder says; not in the future. Default: now.')),
} satisfies Fields;

/** What is said of a need itself, whoever waits for it: kept in the need's own stream, and personal to nobody. */
export type NeedDefinition<T extends string = string, F extends Fields = Fields> = {
  readonly type: T;
  /** Null for what no caller records. */
  readonly mutation: string | null;
  readonly says: string;
  /** What is stated beside NEED_FIELDS. */
  readonly fields: F;
  /** What it may be refused for, beside its shape. */
  readonly refusals: readonly RefusalCode[];
};

const REFUSALS_OF_NEEDS = [
  'OCCURRED_IN_FUTURE',
  'NEED_UNKNOWN',
  'NEED_ALREADY_FULFILLED',
  'IDEMPOTENCY_CONFLICT',
] as const satisfies readonly RefusalCode[];

const needFact = <const T extends string, F extends Fields>(definition: NeedDefinition<T, F>) => definition;

export const needStepTaken = needFact({
  type: 'NeedStepTaken',
  mutation: 'takeNeedStep',
  says: 'We take a step towards the yes that we could not give; the need is then a PATHWAY.',
  fields: {
    step: required(plainText('What was done or decided; names nobody.', 1000)),
    owner: optional(id('Who answers for the need from then on. Left out: as before.')),
  },
  refusals: REFUSALS_OF_NEEDS,
});

export const needFulfilmentBegun = needFact({
  type: 'NeedFulfilmentBegun',
  mutation: 'fulfilNeed',
  says: 'We changed so that the old no becomes a yes: NeedFulfilled is now recorded on every relationship that waits, and a call is owed to each.',
  fields: { change: optional(plainText('What we changed; names nobody.', 1000)) },
  refusals: REFUSALS_OF_NEEDS,
});

/** Kept of those skipped, so that the fact stays within what a store takes at once. */
export const MOST_SKIPPED_KEPT = 1000;

export const needFulfilmentDone = needFact({
  type: 'NeedFulfilmentDone',
  mutation: null,
  says: 'Every relationship that waited has been seen to.',
  fields: {
    fulfilmentId: required(id('The NeedFulfilmentBegun that is done.')),
    skipped: optional(
      list(
        group(
          'SkippedCustomer',
          {
            customerId: required(id('The customer.')),
            code: required(plainText('The refusal: why nothing was recorded with them.', 100)),
          },
          'A customer who waited and with whom nothing could be recorded.',
        ),
        'Those with whom nothing could be recorded.',
        MOST_SKIPPED_KEPT,
      ),
    ),
  },
  refusals: [],
});

/**
 * A recorded fact of the needs register. STORED EVENTS ARE A FILE FORMAT: what is said of RecordedContact holds here too.
 */
type Recorded<T extends string, F> = Omit<RecordedContact<T>, 'data' | 'sealed' | 'idChosen'> & {
  readonly data: FactsOf<typeof NEED_FIELDS> & F;
};
type RecordedOf<D> = D extends NeedDefinition<infer T, infer F> ? Recorded<T, FactsOf<F>> : never;

export type NeedStepTaken = RecordedOf<typeof needStepTaken>;
export type NeedFulfilmentBegun = RecordedOf<typeof needFulfilmentBegun>;
export type NeedFulfilmentDone = RecordedOf<typeof needFulfilmentDone>;
type NeedFacts = {
  readonly NeedStepTaken: NeedStepTaken;
  readonly NeedFulfilmentBegun: NeedFulfilmentBegun;
  readonly NeedFulfilmentDone: NeedFulfilmentDone;
};
export type NeedFactType = keyof NeedFacts;
/** A fact of the needs register of this type; left out: of any, told apart by its `type`. */
export type NeedFact<T extends NeedFactType = NeedFactType> = NeedFacts[T];

/** Everything that is said of needs, in the order of the reference page. */
export const NEED_CATALOG: readonly NeedDefinition<NeedFactType>[] = [
  needStepTaken,
  needFulfilmentBegun,
  needFulfilmentDone,
];

/** The fact of this event type; null where there is none. */
export const needDefinitionOf = (type: string): NeedDefinition<NeedFactType> | null =>
  NEED_CATALOG.find((definition) => definition.type === type) ?? null;
