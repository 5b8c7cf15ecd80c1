/** What the doctor looks at, in the order in which it does. */
export type Subject = 'settings' | 'disk' | 'files' | 'log' | 'clock' | 'keys' | 'views' | 'parked';

export type Finding = {
  readonly subject: Subject;
  /** `look`: nothing is lost or refused because of it yet. */
  readonly status: 'ok' | 'look' | 'wrong';
  /** What was found, with its figures. */
  readonly says: string;
  /** What to do; null where there is nothing to do. */
  readonly todo: string | null;
};

type Found = (says: string, todo: string) => Finding;

/** The findings about one subject. */
export const about = (
  subject: Subject,
): { readonly ok: (says: string) => Finding; readonly look: Found; readonly wrong: Found } => ({
  ok: (says) => ({ subject, status: 'ok', says, todo: null }),
  look: (says, todo) => ({ subject, status: 'look', says, todo }),
  wrong: (says, todo) => ({ subject, status: 'wrong', says, todo }),
});

/** What one check finds. A check that fails is a finding, too: the others still run. @param todo what to do about a failure */
export async function checked(
  subject: Subject,
  todo: string,
  check: () => readonly Finding[] | Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [about(subject).wrong(error instanceof Error ? error.message : String(error), todo)];
  }
}
