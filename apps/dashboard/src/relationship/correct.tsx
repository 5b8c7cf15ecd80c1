import { useQuery } from '@tanstack/react-query';
import type { ContactForm } from '../ask/contact-form.js';
import type { RecordedFragment } from '../ask/operations.js';
import { Answer } from '../look/state.js';
import { ContactFields } from '../recording/contact-fields.js';
import { replace, statedIn } from '../recording/replace.js';
import { words } from '../words/words.js';

type Props = {
  readonly form: ContactForm;
  /** The contact on record. */
  readonly of: { readonly id: string; readonly contactId: string; readonly customerId: string };
  readonly onRecorded: (recorded: RecordedFragment) => void;
  readonly onCancel: () => void;
};

/** Corrects a contact: its form, filled with what it states. It is then replaced, so that the history keeps both. */
export function Correct({ form, of: { id, contactId, customerId }, onRecorded, onCancel }: Props) {
  const stated = useQuery({ queryKey: ['stated', id], queryFn: () => statedIn(form, id), staleTime: Infinity });
  return (
    <Answer of={stated}>
      {(before) =>
        before === null ? (
          <p>{words.relationship.statesMore}</p>
        ) : (
          <ContactFields
            {...{ form, customerId, before, onRecorded, onCancel }}
            save={(contact) => replace(form, contactId, contact)}
          />
        )
      }
    </Answer>
  );
}
