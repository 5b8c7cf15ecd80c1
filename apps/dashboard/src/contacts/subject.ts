import { SubjectsDocument, type SubjectFragment, type TargetFragment } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';

/** What a contact is about, in the words in which somebody recorded it; null if nobody did, or they were erased. */
export function subjectOf(contact: SubjectFragment | null, about: TargetFragment | null): string | null {
  if (contact === null) return null;
  if ('title' in contact) return contact.title;
  if ('what' in contact) return contact.what;
  if ('asked' in contact) return contact.need ?? contact.asked;
  if ('change' in contact) return contact.change;
  if ('actions' in contact) return contact.actions?.find(({ actionId }) => actionId === about?.actionId)?.what ?? null;
  return null;
}

/** Whether the contact is the one that began what is referred to. */
function begins(contact: SubjectFragment, about: TargetFragment): boolean {
  if ('issueId' in contact) return contact.issueId === about.issueId;
  if ('expectationId' in contact) return contact.expectationId === about.expectationId;
  if ('requestId' in contact) return contact.requestId === about.requestId;
  return 'actions' in contact && (contact.actions ?? []).some(({ actionId }) => actionId === about.actionId);
}

/**
 * What a contact or an obligation is about. Where its own contact does not say it, the one that began the matter is asked for.
 */
export function useSubject(
  customerId: string,
  contact: SubjectFragment | null,
  about: TargetFragment | null,
): string | null {
  const own = subjectOf(contact, about);
  const { data } = useAnswer(SubjectsDocument, { customerId }, { enabled: own === null && about !== null });
  if (own !== null || about === null) return own;
  const first = data?.relationship?.contacts.edges.find(({ node }) => begins(node, about));
  return subjectOf(first?.node ?? null, about);
}
