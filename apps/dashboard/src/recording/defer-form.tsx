import { useState, type FormEvent } from 'react';
import { Button, Form, Input, Label, Text, TextField } from 'react-aria-components';
import { DeferDocument, type RecordedFragment } from '../ask/operations.js';
import { words } from '../words/words.js';
import { TextLine } from './fields.js';
import { record } from './record.js';
import { Refused, refusalOf } from './refused.js';

type Props = {
  readonly customerId: string;
  readonly obligationId: string;
  readonly onRecorded: (recorded: RecordedFragment) => void;
  readonly onCancel: () => void;
};

/** Defers what is owed. The API wants a reason, and says so where there is none. */
export function DeferForm({ customerId, obligationId, onRecorded, onCancel }: Props) {
  const { recording } = words;
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [errors, setErrors] = useState<RecordedFragment['userErrors']>([]);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setFailure(null);
    try {
      const recorded = await record(DeferDocument, {
        customerId,
        obligationId,
        reason,
        until: until === '' ? null : new Date(until).toISOString(),
        idempotencyKey,
      });
      if (recorded.userErrors.length === 0) onRecorded(recorded);
      else setErrors(recorded.userErrors);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <Form className="recording" validationBehavior="aria" onSubmit={(event) => void submit(event)}>
      <TextLine
        label={recording.deferReason}
        value={reason}
        onChange={setReason}
        refused={refusalOf(errors, 'reason')}
        isRequired
        autoFocus
      />
      <TextField value={until} onChange={setUntil}>
        <Label>{recording.until}</Label>
        <Input type="datetime-local" />
        <Text slot="description">{recording.untilAbout}</Text>
      </TextField>
      <Refused errors={errors} shown={['reason']} />
      {failure !== null && (
        <p role="alert" className="refused">
          {recording.failed} {failure}
        </p>
      )}
      <div className="actions">
        <Button type="submit" className="primary">
          {recording.deferSave}
        </Button>
        <Button onPress={onCancel}>{recording.cancel}</Button>
      </div>
    </Form>
  );
}
