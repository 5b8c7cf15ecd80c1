import { useState } from 'react';
import { FORMS } from '../ask/forms.js';
import type { RecordedFragment } from '../ask/operations.js';
import { words } from '../words/words.js';
import { recordAny } from './any-contact.js';
import { ContactFields } from './contact-fields.js';

type Props = { readonly customerId: string; readonly onRecorded: (recorded: RecordedFragment) => void };

/** Records any contact: choose which, then fill in what the schema declares for it. */
export function AnyForm({ customerId, onRecorded }: Props) {
  const [mutation, setMutation] = useState('');
  const form = FORMS.find((each) => each.mutation === mutation);
  const sorted = FORMS.toSorted((a, b) => words.contacts[a.records].localeCompare(words.contacts[b.records]));
  return (
    <div className="recording">
      <label className="select">
        {words.recording.which}
        <select value={mutation} onChange={(event) => setMutation(event.target.value)}>
          <option value="">–</option>
          {sorted.map(({ mutation: each, records }) => (
            <option key={each} value={each}>
              {words.contacts[records]}
            </option>
          ))}
        </select>
      </label>
      {form !== undefined && (
        <ContactFields
          key={mutation}
          {...{ form, customerId }}
          save={(input) => recordAny(form, input)}
          onRecorded={(recorded) => {
            setMutation('');
            onRecorded(recorded);
          }}
        />
      )}
    </div>
  );
}
