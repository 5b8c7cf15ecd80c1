import { book } from './german/book.js';
import { brief } from './german/brief.js';
import { contacts } from './german/contacts.js';
import { models } from './german/models.js';
import { needs } from './german/needs.js';
import { bands, owed } from './german/owed.js';
import { palette } from './german/palette.js';
import { recording } from './german/recording.js';
import { relationship } from './german/relationship.js';
import { stress } from './german/stress.js';
import type { Words } from './english.js';

export const german: Words = {
  title: 'Rapport',
  skip: 'Zum Inhalt',
  pages: 'Seiten',
  callsOwed: 'Anrufe, die wir schulden',
  loading: 'Wird geladen',
  failed: 'Das konnte nicht geladen werden.',
  tryAgain: 'Noch einmal versuchen',
  units: { minute: 'Min.', hour: 'Std.', day: 'T.' },
  left: (time) => `noch ${time}`,
  late: (time) => `${time} zu spät`,
  connectionLost: (since) =>
    `Verbindung unterbrochen. Sie sehen den Stand von ${since}. Sie wird wiederhergestellt, und nichts geht verloren.`,

  signIn: {
    heading: 'Anmelden',
    token: 'Token',
    about: 'Der Server hat es beim ersten Start ausgegeben. Dieser Tab behält es, bis er geschlossen wird.',
    button: 'Anmelden',
    wrong: 'Der Server nimmt dieses Token nicht an.',
    unreachable: 'Der Server antwortet nicht. Das Token wurde nicht geprüft.',
    ended: 'Der Server nimmt Ihr Token nicht mehr an. Melden Sie sich neu an.',
  },
  signOut: 'Abmelden',
  language: 'Sprache',
  menu: 'Einstellungen',

  firstRun: {
    heading: 'Noch ist nichts aufgezeichnet',
    look: 'Sehen Sie sich in einem simulierten Jahr eines IT-Dienstleisters um. Im Ordner von Rapport, während der Server steht:',
    own: 'Oder zeichnen Sie mit der Mutation openRelationship einen ersten Kunden auf, oder importieren Sie mit `npm run rapport -- import`, was Sie haben.',
    here: 'Diese Seite geht von selbst weiter, sobald etwas aufgezeichnet ist.',
  },

  bands,
  book,
  brief,
  contacts,
  models,
  needs,
  owed,
  palette,
  recording,
  relationship,
  stress,
};
