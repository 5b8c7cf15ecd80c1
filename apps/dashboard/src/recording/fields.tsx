import {
  Checkbox,
  FieldError,
  Input,
  Label,
  Radio,
  RadioGroup,
  Text,
  TextArea,
  TextField,
} from 'react-aria-components';
import type { Channel } from '../ask/operations.js';
import { words } from '../words/words.js';

type TextProps = {
  readonly label: string;
  readonly about?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly refused?: string | null;
  readonly isLong?: boolean;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
  /** Of the input; text where it is left out. */
  readonly type?: 'datetime-local' | 'number';
};

/** A text of one line, in which Enter sends the form; or of several. */
export function TextLine({ label, about, refused = null, isLong = false, ...field }: TextProps) {
  return (
    <TextField {...field} isInvalid={refused !== null}>
      <Label>{label}</Label>
      {isLong ? <TextArea rows={3} /> : <Input />}
      {about !== undefined && <Text slot="description">{about}</Text>}
      <FieldError>{refused}</FieldError>
    </TextField>
  );
}

type TickProps = { readonly label: string; readonly isOn: boolean; readonly onChange: (isOn: boolean) => void };

export function Tick({ label, isOn, onChange }: TickProps) {
  return (
    <Checkbox isSelected={isOn} onChange={onChange}>
      <span className="tick" aria-hidden="true">
        {isOn ? '✓' : ''}
      </span>
      {label}
    </Checkbox>
  );
}

type ChannelProps = { readonly value: Channel | null; readonly onChange: (channel: Channel) => void };

export function HowField({ value, onChange }: ChannelProps) {
  const { channel, channels } = words.recording;
  return (
    <RadioGroup value={value} onChange={(chosen) => onChange(chosen as Channel)} orientation="horizontal">
      <Label>{channel}</Label>
      <div className="choices">
        {Object.entries(channels).map(([each, name]) => (
          <Radio key={each} value={each}>
            {name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
