import { count } from '../words/numbers.js';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';

/** Something that can be chosen, and how many relationships it has. */
export type Counted = { readonly id: string; readonly count: number };

type Props = {
  /** For screen readers; the placeholder says it to the others. */
  readonly label: string;
  readonly placeholder: string;
  readonly chosen: string | null;
  readonly choices: readonly Counted[];
  readonly onChoose: (chosen: string | null) => void;
};

/** One of some texts, or another that is typed. An empty text chooses nothing. */
export function Choice({ label, placeholder, chosen, choices, onChoose }: Props) {
  const isThere = chosen === null || choices.some(({ id }) => id === chosen);
  const all = isThere ? choices : [{ id: chosen, count: 0 }, ...choices];
  return (
    <ComboBox
      key={chosen}
      className="choice"
      defaultItems={all}
      defaultSelectedKey={chosen}
      defaultInputValue={chosen ?? ''}
      allowsCustomValue
      menuTrigger="focus"
      onSelectionChange={(key) => key !== null && key !== chosen && onChoose(String(key))}
      onBlur={(event) => {
        const typed = event.target instanceof HTMLInputElement ? event.target.value.trim() : '';
        if (typed !== (chosen ?? '')) onChoose(typed === '' ? null : typed);
      }}
    >
      <Label>{label}</Label>
      <div className="combo">
        <Input placeholder={placeholder} />
        <Button className="plain">▾</Button>
      </div>
      <Popover>
        <ListBox>
          {({ id, count: many }: Counted) => (
            <ListBoxItem textValue={id}>
              {id} <span className="quiet small">{count(many)}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
