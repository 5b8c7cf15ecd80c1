import {
  group,
  id,
  instant,
  needText,
  list,
  generated,
  optional,
  required,
  type Fields,
  type FactsOf,
  listed,
} from '../facts/fields.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import type { RefusalCode } from '../facts/refusal.js';

/** The fields of every fact in the needs register. */
export const NEED_FIELDS = {
  needId: required(id('The root need.')),
  occurredAt: generated(instant('When it happened, as the recorder says; not in the future. Default: now.')),
} satisfies Fields;

/** A fact about a need itself, for all customers. It is stored in the stream of the need and holds no personal data. */
export type NeedDefinition<T extends string = string, F extends Fields = Fields> = {
  readonly type: T;
  /** Null where no caller records it. */
  readonly mutation: string | null;
  readonly says: string;
  /** Its fields besides NEED_FIELDS. */
  readonly fields: F;
  /** The codes that its rules can return. */
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
  says: 'We take a step towards a need that we could not fulfil; its status is then PATHWAY.',
  fields: {
    step: required(needText('What was done or decided, without names of people.', 1000)),
    owner: optional(id('Who is responsible for the need from then on. Left out: as before.')),
  },
  refusals: REFUSALS_OF_NEEDS,
});

export const needFulfilmentBegun = needFact({
  type: 'NeedFulfilmentBegun',
  mutation: 'fulfilNeed',
  says: 'We changed something, and a need that we had declined is now fulfilled. NeedFulfilled is recorded on every relationship that waits, and we owe each a call.',
  fields: { change: optional(needText('What we changed, without names of people.', 1000)) },
  refusals: REFUSALS_OF_NEEDS,
});

/** Most skipped customers kept in one fact, so that the event stays within the size limit of a store. */
export const MOST_SKIPPED_KEPT = 1000;

export const needFulfilmentDone = needFact({
  type: 'NeedFulfilmentDone',
  mutation: null,
  says: 'Every relationship that waited has been processed.',
  fields: {
    fulfilmentId: required(id('The NeedFulfilmentBegun that is done.')),
    skipped: optional(
      list(
        group(
          'SkippedCustomer',
          {
            customerId: required(id('The customer.')),
            code: required(listed('The refusal: why nothing was recorded for them.', 100)),
          },
          'A customer who waited and for whom nothing could be recorded.',
        ),
        'The customers for whom nothing could be recorded.',
        MOST_SKIPPED_KEPT,
      ),
    ),
  },
  refusals: [],
});

/**
 * A recorded fact of the needs register. STORED EVENTS ARE A FILE FORMAT: the rules of RecordedContact apply here too.
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
/** A fact of the needs register of this type. Left out: of any type, as a union by `type`. */
export type NeedFact<T extends NeedFactType = NeedFactType> = NeedFacts[T];

/** Every fact of the needs register, in the order of the reference page. */
export const NEED_CATALOG: readonly NeedDefinition<NeedFactType>[] = [
  needStepTaken,
  needFulfilmentBegun,
  needFulfilmentDone,
];

/** The fact of this event type; null where there is none. */
export const needDefinitionOf = (type: string): NeedDefinition<NeedFactType> | null =>
  NEED_CATALOG.find((definition) => definition.type === type) ?? null;
