import type { stress as english } from '../english/stress.js';

export const stress: typeof english = {
  nav: 'Was wäre wenn',
  heading: 'Was, wenn etwas schiefginge?',
  suppose: 'Angenommen',
  mishaps: {
    silent: 'jemand Verantwortliches verstummt',
    late: 'ein Dienst verspätet sich',
    missed: 'Versprechen werden nicht gehalten',
  },
  owner: 'Wer',
  everyOwner: 'Alle',
  service: 'Welcher Dienst',
  whichService: 'Nennen Sie den Dienst, so wie er in Problemen heißt.',
  days: 'Tage',
  notDone: 'Der Test ist noch nicht fertig. Fragen Sie gleich noch einmal.',
  nobodyFalls: 'Niemand fiele in eine schlechtere Stufe.',
  fall: (falling, concerned) => `${falling} von ${concerned} Beziehungen fielen in eine schlechtere Stufe.`,
  prevent: (calls, kept) => `${calls} Anrufe jetzt hielten ${kept} davon, wo sie sind.`,
  from: (score, band) => `${score}, ${band}`,
  to: (score, band) => `${score}, ${band}`,
  call: (what, about, before) => `${what}${about === null ? '' : `: „${about}“`}, vor ${before}`,
  noCallKeeps: 'Kein Anruf jetzt würde es verhindern.',
  more: 'Das sind die 50, die am meisten verlören.',
};
