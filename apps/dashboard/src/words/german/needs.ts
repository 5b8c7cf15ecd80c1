import type { needs as english } from '../english/needs.js';

export const needs: typeof english = {
  nav: 'Bedürfnisse',
  heading: 'Vom Nein zum Ja',
  about:
    'Worum sie gebeten haben und was wir nicht geben konnten. Wird etwas davon ein Ja, schulden wir allen, die warten, einen Anruf.',
  stages: { OPEN: 'Noch ein Nein', PATHWAY: 'Auf dem Weg', FULFILLED: 'Jetzt ein Ja' },
  noneHere: 'Keines.',
  wait: (count, since) => `Es warten: ${count}, die ersten seit ${since}`,
  accepted: (count) => `Einen anderen Weg angenommen: ${count}`,
  since: (date) => `Seit ${date}`,
  who: 'Wer wartet',
  step: 'Wir haben einen Schritt getan',
  fulfil: 'Jetzt ist es ein Ja',
  whichStep: 'Welcher Schritt',
  whatChanged: 'Was sich geändert hat',
};
