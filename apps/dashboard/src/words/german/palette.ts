import type { palette as english } from '../english/palette.js';

export const palette: typeof english = {
  open: 'Finden oder tun',
  about: 'Ein Kunde oder eine Seite',
  commands: 'Was Sie tun können',
  customers: 'Kunden',
  record: 'Aufzeichnen',
  recordWith: (name) => `Einen Kontakt mit ${name} aufzeichnen`,
  nothing: 'Nichts heißt so.',
};
