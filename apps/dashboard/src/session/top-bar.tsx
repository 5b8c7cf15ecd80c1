import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { hrefOf } from '../address/address.js';
import { token } from '../ask/token.js';
import { LANGUAGES, speak, words, type Language } from '../words/words.js';
import { PAGES } from './pages.js';

type Props = { readonly here: string; readonly children: React.ReactNode };

/** The pages, and the settings of the user. On a phone the pages are at the bottom, within reach of a thumb. */
export function TopBar({ here, children }: Props) {
  return (
    <header className="top">
      <a className="brand" href={hrefOf([])}>
        {words.title}
      </a>
      <nav aria-label={words.pages}>
        {PAGES.filter(({ isAside }) => !isAside).map(({ path, name }) => (
          <a key={path} href={hrefOf(path === '' ? [] : [path])} aria-current={path === here ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {children}
      <MenuTrigger>
        <Button className="plain" aria-label={words.menu}>
          ⋯
        </Button>
        <Popover>
          <Menu aria-label={words.menu}>
            {PAGES.filter(({ isAside }) => isAside).map(({ path, name }) => (
              <MenuItem key={path} id={path} href={hrefOf([path])}>
                {name}
              </MenuItem>
            ))}
            {(Object.keys(LANGUAGES) as Language[]).map((tag) => (
              <MenuItem key={tag} id={tag} lang={tag} onAction={() => speak(tag)}>
                {LANGUAGES[tag]}
              </MenuItem>
            ))}
            <MenuItem id="sign-out" onAction={() => token.set(null)}>
              {words.signOut}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
    </header>
  );
}
