import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';

type Props = {
  /** For screen readers; the placeholder says it to the others. */
  readonly label: string;
  readonly placeholder: string;
  readonly chosen: string | null;
  readonly choices: readonly string[];
  readonly onChoose: (chosen: string | null) => void;
};

/** One of some texts, or another that is typed. An empty text chooses nothing. */
export function Choice({ label, placeholder, chosen, choices, onChoose }: Props) {
  const all = chosen === null || choices.includes(chosen) ? choices : [chosen, ...choices];
  return (
    <ComboBox
      key={chosen}
      className="choice"
      defaultItems={all.map((id) => ({ id }))}
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
        <ListBox>{({ id }: { readonly id: string }) => <ListBoxItem textValue={id}>{id}</ListBoxItem>}</ListBox>
      </Popover>
    </ComboBox>
  );
}
