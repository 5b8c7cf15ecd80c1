/**
 * Every reason why a contact is no evidence of trust, with its sentence. The list is closed. The contact's own evidence rule
 * names the reason where it decides; the last three depend on the moment, on a retraction or on the model.
 */
export const NO_EVIDENCE = {
  SETS_TERMS: 'It says how the relationship is run; trust depends on what happens in it.',
  NAMES_A_PERSON: 'It says who somebody at the customer is.',
  CUSTOMER_ACTED: 'It is what the customer did; the score rates what we do.',
  NOT_SEEN_BY_CUSTOMER: 'The customer sees nothing of it; it changes only what is owed.',
  ENDS_A_WAIT: 'It counts as a word about the issue, so that nothing more falls due; by itself it is no evidence.',
  FEELING: 'A feeling is shown beside the score and is never part of it.',
  OUTCOME: 'An outcome is never part of the score; it shows how well the score predicts.',
  CORRECTION: 'It corrects the record: the retracted contact no longer counts.',
  ERASURE: 'It destroys the key of the personal data; the score stays.',
  MARKER: 'It marks that time passed; what lapsed counts with the contact that set its due time.',
  TARGET_UNKNOWN: 'What it is about is not on record, or was retracted.',
  WE_FOUND_IT: 'We raised it ourselves; how the customer hears of it counts.',
  NOT_KNOWN_BEFORE: 'We did not know of it before the customer told us, so we kept nothing from them.',
  ALREADY_TOLD: 'They had been told already.',
  ALREADY_COUNTED: 'That the customer learned of it before us is counted once, with another contact.',
  NOT_RESOLVED_THEN: 'The issue was not resolved at that time, so its reopening tells the customer nothing.',
  NO_DUE_TIME: 'It sets no due time that can pass; the contact that ends the promise counts.',
  SAME_DUE_TIME: 'The promise had this due time already.',
  ENDED_IN_TIME: 'The promise ended by the due time that it sets; the contact that ended it counts.',
  SETTLED_OTHERWISE: 'A system of record settled the promise, and its answer counts.',
  ENDED_BEFORE: 'The promise had been met, settled or withdrawn already.',
  MET_LATE: 'The promise was met after its due time; that it was missed counts at the due time.',
  UPDATE_GIVEN: 'The update that it promises was given in time.',
  NOT_YET: 'Nothing of it counts yet: its time has not passed.',
  RETRACTED: 'It was retracted, so nothing of it counts.',
  NO_WEIGHT: 'The model gives no weight to what it is evidence of.',
} as const;

export type NoEvidence = keyof typeof NO_EVIDENCE;

/** What a rule finds: at least one piece of evidence, or the reason why it is none. */
export type Found<E> = readonly [E, ...E[]] | NoEvidence;

/** The evidence where there is any; else the reason. */
export const foundOr = <E>(evidence: readonly E[], reason: NoEvidence): Found<E> =>
  isSome(evidence) ? evidence : reason;

const isSome = <E>(evidence: readonly E[]): evidence is readonly [E, ...E[]] => evidence.length > 0;
