import { Button, ToggleButton } from 'react-aria-components';
import { keepInAddress } from '../address/address.js';
import { Choice, type Counted } from '../look/choice.js';
import { useChoices } from '../session/choices.js';
import { iAm, useMe } from '../session/me.js';
import { words } from '../words/words.js';

/** In the address, for "everyone's" where the user has said who they are. */
const EVERYONE = '*';

/** Whose relationships are shown: those of the owner in the address, else the user's own, else everyone's. */
export function ownerShown(inAddress: string | null, me: string | null): string | null {
  return inAddress === EVERYONE ? null : (inAddress ?? me);
}

type Props = {
  readonly owner: string | null;
  /** Left out: all owners, with all their relationships. */
  readonly owners?: readonly Counted[];
};

/** Chooses whose relationships are shown. */
export function Whose({ owner, owners }: Props) {
  const me = useMe();
  const { owners: all } = useChoices();
  const { owed } = words;
  const show = (chosen: string | null) =>
    keepInAddress({ owner: chosen === me ? null : (chosen ?? EVERYONE), after: null });
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
      <Choice
        label={owed.whose}
        placeholder={owed.chooseOwner}
        chosen={owner}
        choices={owners ?? all}
        onChoose={show}
      />
      {owner !== null && (
        <Button className="plain" onPress={() => iAm(owner === me ? null : owner)}>
          {owner === me ? owed.notMe : owed.thatIsMe}
        </Button>
      )}
    </div>
  );
}
