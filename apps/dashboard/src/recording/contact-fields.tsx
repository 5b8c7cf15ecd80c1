import { useState, type FormEvent } from 'react';
import { Button, Form } from 'react-aria-components';
import type { ContactForm } from '../ask/contact-form.js';
import type { RecordedFragment } from '../ask/operations.js';
import { words } from '../words/words.js';
import { inputOf, type Filled } from './filled.js';
import { AnyField } from './any-field.js';
import { Refused, refusalOf } from './refused.js';

type Props = {
  readonly form: ContactForm;
  readonly customerId: string;
  /** What is filled in at first; left out: nothing. */
  readonly before?: Filled;
  readonly save: (input: Readonly<Record<string, unknown>>) => Promise<RecordedFragment>;
  readonly onRecorded: (recorded: RecordedFragment) => void;
  readonly onCancel?: () => void;
};

const NOTHING: Filled = {};
/** What every contact may have; asked last, and only of who opens it. */
const COMMON: ReadonlySet<string> = new Set(['channel', 'evidence', 'note', 'occurredAt', 'stakeholderId', 'tone']);

/** The fields of a contact, as the schema declares them. */
export function ContactFields({ form, customerId, before = NOTHING, save, onRecorded, onCancel }: Props) {
  const { recording } = words;
  const [filled, setFilled] = useState(before);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [errors, setErrors] = useState<RecordedFragment['userErrors']>([]);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setFailure(null);
    try {
      const recorded = await save({ ...inputOf(form, filled), customerId, idempotencyKey });
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
        {onCancel !== undefined && <Button onPress={onCancel}>{recording.cancel}</Button>}
      </div>
    </Form>
  );
}
