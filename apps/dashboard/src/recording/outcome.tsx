import { Button } from 'react-aria-components';
import { RetractDocument, type RecordedFragment } from '../ask/operations.js';
import { change, points } from '../words/numbers.js';
import { words } from '../words/words.js';
import { record } from './record.js';

/** What a call of this page recorded, and what it did. */
export type Done = {
  readonly as: 'SAVED' | 'DEFERRED' | 'UNDONE';
  readonly recorded: RecordedFragment;
};

type Props = {
  readonly done: Done;
  readonly onUndone: (recorded: RecordedFragment) => void;
  readonly onClose: () => void;
};

const LEAST_POINTS = 0.05;

/** Says what was recorded and what it changed, and takes it back where the user wants that. */
export function Outcome({ done: { as, recorded }, onUndone, onClose }: Props) {
  const { recording } = words;
  const { contact, relationship } = recorded;
  if (contact === null) return null;
  const name = relationship?.name ?? contact.customerId;

  async function undo(customerId: string, contactId: string): Promise<void> {
    const taken = await record(RetractDocument, { customerId, contactId, reason: recording.undoReason });
    if (taken.userErrors.length === 0) onUndone(taken);
  }

  return (
    <div className="outcome">
      <p>
        <strong>{SENTENCES[as](name)}</strong> {as === 'SAVED' && effectOf(recorded)}
      </p>
      <div className="actions">
        {as !== 'UNDONE' && (
          <Button onPress={() => void undo(contact.customerId, contact.contactId)}>{recording.undo}</Button>
        )}
        <Button className="plain" onPress={onClose}>
          {recording.close}
        </Button>
      </div>
    </div>
  );
}

const SENTENCES = {
  SAVED: words.recording.saved,
  DEFERRED: words.recording.deferred,
  UNDONE: words.recording.undone,
} as const;

function effectOf({ contact, relationship }: RecordedFragment): string {
  const { moved, unmoved } = words.recording;
  const { score, band } = relationship?.trust ?? {};
  if (score === undefined || band === undefined) return '';
  const effect = contact?.effect?.points ?? 0;
  return Math.abs(effect) < LEAST_POINTS
    ? unmoved(points(score), words.bands[band])
    : moved(change(effect), points(score), words.bands[band]);
}
