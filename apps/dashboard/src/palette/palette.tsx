import { useEffect, useState } from 'react';
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Header,
  Input,
  Label,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { hrefOf } from '../address/address.js';
import { FoundDocument } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { Trust } from '../look/band.js';
import { PAGES } from '../session/pages.js';
import { words } from '../words/words.js';

const MOST = 8;
/** So many can be recorded with, so that the pages are not pushed out of sight. */
const MOST_TO_RECORD = 3;

/** Opens with Ctrl+K or ⌘K wherever the user is: find a customer, record with one, or go to a page. */
export function Palette() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className="find">
        {words.palette.open} <kbd aria-hidden="true">Ctrl K</kbd>
      </Button>
      <ModalOverlay className="veil" isDismissable>
        <Modal>
          <Dialog aria-label={words.palette.open} className="palette">
            <Commands onGo={() => setOpen(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

/** What is found first is marked, so that a few letters and Enter open it. */
function Commands({ onGo }: { readonly onGo: () => void }) {
  const [typed, setTyped] = useState('');
  const search = typed.trim();
  const { data } = useAnswer(FoundDocument, { search, first: MOST }, { enabled: search !== '' });
  const customers = search === '' ? [] : (data?.relationships.edges ?? []).map(({ node }) => node);
  const pages = PAGES.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
  const { palette } = words;
  const item = (key: string, text: string, href: string, children: React.ReactNode) => (
    <MenuItem key={key} id={key} textValue={text} href={href}>
      {children}
    </MenuItem>
  );
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField autoFocus>
        <Label>{palette.open}</Label>
        <Input placeholder={palette.about} />
      </SearchField>
      <Menu aria-label={palette.commands} onAction={onGo} renderEmptyState={() => <p>{palette.nothing}</p>}>
        {customers.length > 0 && (
          <MenuSection id="customers">
            <Header>{palette.customers}</Header>
            {customers.map(({ customerId, name, trust }) =>
              item(
                `customer ${customerId}`,
                name,
                hrefOf(['customers', customerId]),
                <>
                  {name} <Trust {...trust} />
                </>,
              ),
            )}
          </MenuSection>
        )}
        {customers.length > 0 && (
          <MenuSection id="record">
            <Header>{palette.record}</Header>
            {customers
              .slice(0, MOST_TO_RECORD)
              .map(({ customerId, name }) =>
                item(
                  `record ${customerId}`,
                  palette.recordWith(name),
                  hrefOf(['customers', customerId], { record: '1' }),
                  palette.recordWith(name),
                ),
              )}
          </MenuSection>
        )}
        {pages.length > 0 && (
          <MenuSection id="pages">
            <Header>{words.pages}</Header>
            {pages.map(({ path, name }) => item(`page ${path}`, name, hrefOf(path === '' ? [] : [path]), name))}
          </MenuSection>
        )}
      </Menu>
    </Autocomplete>
  );
}
