import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Button, Form } from 'react-aria-components';
import { ask, readFrom } from '../ask/ask.js';
import { FulfilDocument, TakeStepDocument, type RecordedFragment } from '../ask/operations.js';
import { TextLine } from '../recording/fields.js';
import { Refused, refusalOf } from '../recording/refused.js';
import { words } from '../words/words.js';

type Props = { readonly needId: string; readonly as: 'STEP' | 'FULFILMENT'; readonly onClose: () => void };

/** A step towards a yes, or the yes itself, which makes a call owed to everybody who waits. */
export function NeedForm({ needId, as, onClose }: Props) {
  const answers = useQueryClient();
  const { needs, recording } = words;
  const [text, setText] = useState('');
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [errors, setErrors] = useState<RecordedFragment['userErrors']>([]);
  const field = as === 'STEP' ? 'step' : 'change';

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    try {
      const { taken } =
        as === 'STEP'
          ? await ask(TakeStepDocument, { input: { needId, step: text, idempotencyKey } })
          : await ask(FulfilDocument, { input: { needId, change: text, idempotencyKey } });
      readFrom(taken.position);
      if (taken.userErrors.length > 0) return setErrors(taken.userErrors);
      await answers.invalidateQueries();
      onClose();
    } catch (error) {
      setErrors([
        { code: 'FIELD_INVALID', field: null, message: error instanceof Error ? error.message : String(error) },
      ]);
    }
  }

  return (
    <Form className="recording" validationBehavior="aria" onSubmit={(event) => void submit(event)}>
      <TextLine
        label={as === 'STEP' ? needs.whichStep : needs.whatChanged}
        value={text}
        onChange={setText}
        refused={refusalOf(errors, field)}
        isRequired={as === 'STEP'}
        autoFocus
      />
      <Refused errors={errors} shown={[field]} />
      <div className="actions">
        <Button type="submit" className="primary">
          {recording.save}
        </Button>
        <Button onPress={onClose}>{recording.cancel}</Button>
      </div>
    </Form>
  );
}
