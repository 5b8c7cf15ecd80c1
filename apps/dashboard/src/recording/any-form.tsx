import { useState, type FormEvent } from 'react';
import { Button, Form } from 'react-aria-components';
import type { ContactForm } from '../ask/contact-form.js';
import { FORMS } from '../ask/forms.js';
import type { RecordedFragment } from '../ask/operations.js';
import { words } from '../words/words.js';
import { recordAny } from './any-contact.js';
import { inputOf, type Filled } from './filled.js';
import { AnyField } from './any-field.js';
import { Refused, refusalOf } from './refused.js';

type Props = { readonly customerId: string; readonly onRecorded: (recorded: RecordedFragment) => void };

/** What every contact may have; asked last, and only of who opens it. */
const COMMON: ReadonlySet<string> = new Set(['channel', 'evidence', 'note', 'occurredAt', 'stakeholderId', 'tone']);

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
        <Fields
          key={mutation}
          {...{ form, customerId }}
          onRecorded={(recorded) => {
            setMutation('');
            onRecorded(recorded);
          }}
        />
      )}
    </div>
  );
}

function Fields({ form, customerId, onRecorded }: Props & { readonly form: ContactForm }) {
  const { recording } = words;
  const [filled, setFilled] = useState<Filled>({});
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [errors, setErrors] = useState<RecordedFragment['userErrors']>([]);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setFailure(null);
    try {
      const recorded = await recordAny(form, { ...inputOf(form, filled), customerId, idempotencyKey });
      if (recorded.userErrors.length === 0) onRecorded(recorded);
      else setErrors(recorded.userErrors);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }

  const fields = (isCommon: boolean) =>
    form.fields
      .filter(({ name }) => COMMON.has(name) === isCommon)
      .toSorted((a, b) => Number(b.isRequired) - Number(a.isRequired))
      .map((field) => (
        <AnyField
          key={field.name}
          {...{ customerId, field }}
          value={filled[field.name] ?? ''}
          refused={refusalOf(errors, field.name)}
          onChange={(value) => setFilled({ ...filled, [field.name]: value })}
        />
      ));

  return (
    <Form className="recording" validationBehavior="aria" onSubmit={(event) => void submit(event)}>
      {fields(false)}
      <details>
        <summary>{recording.more}</summary>
        <div className="recording">{fields(true)}</div>
      </details>
      <Refused errors={errors} shown={form.fields.map(({ name }) => name)} />
      {failure !== null && (
        <p role="alert" className="refused">
          {recording.failed} {failure}
        </p>
      )}
      <div className="actions">
        <Button type="submit" className="primary">
          {recording.save}
        </Button>
      </div>
    </Form>
  );
}
