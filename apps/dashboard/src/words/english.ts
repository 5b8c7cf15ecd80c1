import { book } from './english/book.js';
import { brief } from './english/brief.js';
import { contacts } from './english/contacts.js';
import { models } from './english/models.js';
import { needs } from './english/needs.js';
import { bands, owed } from './english/owed.js';
import { palette } from './english/palette.js';
import { recording } from './english/recording.js';
import { relationship } from './english/relationship.js';
import { stress } from './english/stress.js';

/** Every text of the page that is its own. Sentences are about us and what we do, never about a customer's worth. */
export const english = {
  title: 'Rapport',
  skip: 'Skip to the page',
  pages: 'Pages',
  callsOwed: 'Calls owed',
  loading: 'Loading',
  failed: 'This could not be loaded.',
  tryAgain: 'Try again',
  units: { minute: 'min', hour: 'h', day: 'd' },
  left: (time: string) => `${time} left`,
  late: (time: string) => `${time} late`,
  connectionLost: (since: string) =>
    `Connection lost. You see what was known at ${since}. It is being mended, and nothing will be missed.`,

  signIn: {
    heading: 'Sign in',
    token: 'Token',
    about: 'The server printed it at its first start. This tab keeps it until it is closed.',
    button: 'Sign in',
    wrong: 'The server does not take this token.',
    unreachable: 'The server does not answer. Your token was not checked.',
    ended: 'The server does not take your token any more. Sign in again.',
  },
  signOut: 'Sign out',
  language: 'Language',
  menu: 'Settings',

  firstRun: {
    heading: 'Nothing is on record yet',
    look: 'Look around in a simulated year of an IT service provider. In the folder of Rapport, with the server stopped:',
    own: 'Or record your first customer with the mutation openRelationship, or import what you have with `npm run rapport -- import`.',
    here: 'This page goes on by itself as soon as something is recorded.',
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

export type Words = typeof english;
