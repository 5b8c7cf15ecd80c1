import type { book as english } from '../english/book.js';

export const book: typeof english = {
  heading: 'Alle Beziehungen',
  nav: 'Bestand',
  bands: 'Wie es um das Vertrauen steht',
  anyBand: 'Alle',
  segment: 'Segment',
  anySegment: 'Jedes Segment',
  heads: {
    name: 'Kunde',
    score: 'Vertrauen',
    sure: 'Spanne',
    trend: 'Verlauf',
    contact: 'Letzter Kontakt',
    owed: 'Offen',
    renews: 'Vertrag bis',
  },
  between: (low, high) => `${low} bis ${high}`,
  moved: (month, quarter) => `30 T. ${month}, 90 T. ${quarter}`,
  never: 'nie',
  late: (late, all) => `${late} von ${all} zu spät`,
  none: 'So eine Beziehung gibt es nicht.',
  pages: 'Seiten der Liste',
  firstPage: 'Zurück zur ersten Seite',
  nextPage: 'Nächste Seite',
};
