import type { RecordedFragment } from '../ask/operations.js';

type Errors = RecordedFragment['userErrors'];

/** The field of a form. A replacement names it within the corrected contact, as `contact.recordCheckIn.note`. */
const fieldOf = (path: string): string => path.replace(/^contact\.\w+\./, '');

/** What the API said against one field of a form; null if nothing. */
export const refusalOf = (errors: Errors, field: string): string | null =>
  errors.find((error) => error.field !== null && fieldOf(error.field) === field)?.message ?? null;

/** What the API said against the whole, or against a field that the form does not show. */
export function Refused({ errors, shown }: { readonly errors: Errors; readonly shown: readonly string[] }) {
  const rest = errors.filter(({ field }) => field === null || !shown.includes(fieldOf(field)));
  return (
    <div role="alert">
      {rest.map(({ code, message }) => (
        <p key={code} className="refused">
          {message}
        </p>
      ))}
    </div>
  );
}
