import type { TrustModelDocument } from '#trust';

/** How long a customer may wait for a word, as the document of a model says it. */
export type WaitingDocument = NonNullable<TrustModelDocument['waiting']>;

/** The one class of evidence that depends on the hours of a model. */
const DEPENDENT = 'left_waiting';

export const nameOfHours = (waiting: WaitingDocument): string => JSON.stringify(waiting);

/** The class of an entry in the columns. What depends on hours has a class of its own for each set of hours. */
export const classUnder = (evidenceClass: string, hours: string | null): string =>
  evidenceClass === DEPENDENT ? `${evidenceClass}@${hours}` : evidenceClass;

export const dependsOnHours = (evidenceClass: string): boolean => evidenceClass === DEPENDENT;
