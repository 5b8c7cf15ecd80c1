import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, ToggleButton } from 'react-aria-components';
import { keepInAddress } from '../address/address.js';
import { OwnersDocument } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { iAm, useMe } from '../session/me.js';
import { words } from '../words/words.js';

/** In the address, for "everyone's" where the user has said who they are. */
const EVERYONE = '*';

/** Whose calls are shown: those of the owner in the address, else the user's own, else everyone's. */
export function ownerShown(inAddress: string | null, me: string | null): string | null {
  return inAddress === EVERYONE ? null : (inAddress ?? me);
}

/** Chooses whose calls are shown. Any owner may be typed: a large book has more than are listed. */
export function Whose({ owner }: { readonly owner: string | null }) {
  const me = useMe();
  const owners = useOwners(owner, me);
  const show = (chosen: string | null) => keepInAddress({ owner: chosen === me ? null : (chosen ?? EVERYONE) });
  const { owed } = words;
  return (
    <div className="whose">
      {me !== null && (
        <ToggleButton isSelected={owner === me} onChange={() => show(me)}>
          {owed.mine}
        </ToggleButton>
      )}
      <ToggleButton isSelected={owner === null} onChange={() => show(null)}>
        {owed.all}
      </ToggleButton>
      <ComboBox
        key={owner}
        defaultItems={owners.map((id) => ({ id }))}
        defaultSelectedKey={owner}
        defaultInputValue={owner ?? ''}
        allowsCustomValue
        menuTrigger="focus"
        onSelectionChange={(chosen) => chosen !== null && show(String(chosen))}
      >
        <Label>{owed.whose}</Label>
        <div className="combo">
          <Input placeholder={owed.chooseOwner} />
          <Button className="plain">▾</Button>
        </div>
        <Popover>
          <ListBox>{({ id }: { readonly id: string }) => <ListBoxItem textValue={id}>{id}</ListBoxItem>}</ListBox>
        </Popover>
      </ComboBox>
      {owner !== null && (
        <Button className="plain" onPress={() => iAm(owner === me ? null : owner)}>
          {owner === me ? owed.notMe : owed.thatIsMe}
        </Button>
      )}
    </div>
  );
}

function useOwners(...more: readonly (string | null)[]): readonly string[] {
  const { data } = useAnswer(OwnersDocument, {});
  const found = (data?.relationships.edges ?? []).flatMap(({ node }) => [node.owner, node.cover?.owner ?? null]);
  const named = [...found, ...more].filter((owner) => owner !== null);
  return [...new Set(named)].sort((a, b) => a.localeCompare(b));
}
