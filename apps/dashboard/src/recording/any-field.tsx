import type { FormField } from '../ask/contact-form.js';
import { SubjectsDocument, type SubjectFragment } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { subjectOf } from '../contacts/subject.js';
import { words } from '../words/words.js';
import { TextLine } from './fields.js';

type Props = {
  readonly customerId: string;
  readonly field: FormField;
  readonly value: string;
  readonly refused: string | null;
  readonly onChange: (value: string) => void;
};

/** "nextUpdateDueAt" as "Next update due at". */
const labelOf = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** One field, as the schema declares it, with its description. */
export function AnyField({ customerId, field, value, refused, onChange }: Props) {
  const { name, as, isRequired, says, choices } = field;
  const label = labelOf(name);
  const { yes, no } = words.recording;
  const select = (options: readonly (readonly [value: string, text: string])[]) => (
    <label className="select">
      {label}
      <select value={value} required={isRequired} onChange={(event) => onChange(event.target.value)}>
        <option value="">–</option>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
      <span slot="description">{says}</span>
      {refused !== null && <span className="refused">{refused}</span>}
    </label>
  );
  if (as === 'CHOICE') return select(choices.map((each) => [each, labelOf(each.toLowerCase().replaceAll('_', ' '))]));
  if (as === 'YES_NO')
    return select([
      ['true', yes],
      ['false', no],
    ]);
  if (as === 'TARGET') return <Target {...{ customerId, name, select }} />;
  return (
    <TextLine
      {...{ label, value, onChange, refused, isRequired }}
      about={says}
      isLong={as === 'TEXTS'}
      {...(as === 'TIME' ? { type: 'datetime-local' } : as === 'NUMBER' ? { type: 'number' } : {})}
    />
  );
}

type TargetProps = {
  readonly customerId: string;
  readonly name: string;
  readonly select: (options: readonly (readonly [string, string])[]) => React.ReactNode;
};

/** What is on record, by its title: of the kind of the field, or of any kind for `about`. */
function Target({ customerId, name, select }: TargetProps) {
  const { data } = useAnswer(SubjectsDocument, { customerId });
  const nodes = data?.relationship?.contacts.edges.map(({ node }) => node) ?? [];
  const options = nodes.flatMap((node) =>
    idsOf(node)
      .filter(({ kind }) => name === 'about' || name === kind)
      .map(({ kind, id, title }) => [JSON.stringify(name === 'about' ? { [kind]: id } : id), title ?? id] as const),
  );
  return select([...new Map(options)]);
}

function idsOf(contact: SubjectFragment): readonly { kind: string; id: string; title: string | null }[] {
  if ('actions' in contact)
    return (contact.actions ?? []).map(({ actionId, what }) => ({ kind: 'actionId', id: actionId, title: what }));
  const title = subjectOf(contact, null);
  if ('issueId' in contact) return contact.issueId === null ? [] : [{ kind: 'issueId', id: contact.issueId, title }];
  if ('expectationId' in contact) return [{ kind: 'expectationId', id: contact.expectationId, title }];
  return 'requestId' in contact ? [{ kind: 'requestId', id: contact.requestId, title }] : [];
}
