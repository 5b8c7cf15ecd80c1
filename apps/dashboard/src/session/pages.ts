import { words } from '../words/words.js';

/** The pages, by their address behind the `#`. `isAside`: for few, so in the menu and not in the bar. */
export const PAGES: readonly { readonly path: string; readonly name: string; readonly isAside?: true }[] = [
  { path: '', name: words.callsOwed },
  { path: 'book', name: words.book.nav },
  { path: 'needs', name: words.needs.nav },
  { path: 'what-if', name: words.stress.nav },
  { path: 'models', name: words.models.nav, isAside: true },
];
