import { useState, type FormEvent } from 'react';
import { Button, Form } from 'react-aria-components';
import type { RecordedFragment } from '../ask/operations.js';
import { words } from '../words/words.js';
import { HowField, TextLine, Tick } from './fields.js';
import { meet, type Due, type Said } from './meet.js';
import { Refused, refusalOf } from './refused.js';

type Props = {
  readonly due: Due;
  readonly onRecorded: (recorded: RecordedFragment) => void;
  readonly onCancel: () => void;
};

const nothingSaid = (): Said => ({
  channel: 'PHONE',
  note: '',
  apologised: false,
  impactAcknowledged: false,
  reason: '',
  providerView: '',
  customerView: '',
  supervisor: '',
  idempotencyKey: crypto.randomUUID(),
});

/** Records the call that meets what is owed. The first field has the focus and Enter records, so it takes a sentence and a key. */
export function RecordForm({ due, onRecorded, onCancel }: Props) {
  const { recording } = words;
  const [said, setSaid] = useState(nothingSaid);
  const [errors, setErrors] = useState<RecordedFragment['userErrors']>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const set = (more: Partial<Said>) => setSaid({ ...said, ...more });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    setFailure(null);
    try {
      const recorded = await meet(due, said);
      if (recorded.userErrors.length === 0) onRecorded(recorded);
      else setErrors(recorded.userErrors);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setSending(false);
  }

  const line = (field: 'note' | 'reason' | 'providerView' | 'customerView' | 'supervisor', label: string) => ({
    label,
    value: said[field],
    onChange: (value: string) => set({ [field]: value }),
    refused: refusalOf(errors, field),
  });

  return (
    <Form className="recording" validationBehavior="aria" onSubmit={(event) => void submit(event)}>
      {due.kind === 'RETROSPECT' && (
        <>
          <TextLine {...line('customerView', recording.theirView)} isLong autoFocus />
          <TextLine {...line('providerView', recording.ourView)} isLong />
        </>
      )}
      {due.kind === 'HEADS_UP' && <TextLine {...line('supervisor', recording.supervisor)} autoFocus />}
      <TextLine
        {...line('note', recording.note)}
        about={recording.noteAbout}
        autoFocus={due.kind !== 'RETROSPECT' && due.kind !== 'HEADS_UP'}
      />
      {due.kind === 'DISCLOSE' && (
        <>
          <TextLine {...line('reason', recording.reason)} />
          <Tick
            label={recording.impact}
            isOn={said.impactAcknowledged}
            onChange={(is) => set({ impactAcknowledged: is })}
          />
          <Tick label={recording.apologised} isOn={said.apologised} onChange={(is) => set({ apologised: is })} />
        </>
      )}
      <HowField value={said.channel} onChange={(channel) => set({ channel })} />
      <Refused errors={errors} shown={['note', 'reason', 'providerView', 'customerView', 'supervisor']} />
      {failure !== null && (
        <p role="alert" className="refused">
          {recording.failed} {failure}
        </p>
      )}
      <div className="actions">
        <Button type="submit" className="primary" isPending={isSending}>
          {recording.save}
        </Button>
        <Button onPress={onCancel}>{recording.cancel}</Button>
      </div>
    </Form>
  );
}
