import type { models as english } from '../english/models.js';

export const models: typeof english = {
  nav: 'Modelle',
  heading: 'Zwei Modelle nebeneinander',
  about: 'Für Analysten: welche Werte Beziehungen nach einem anderen Modell hätten. Vom Ansehen ändert sich nichts.',
  first: 'Erstes Modell',
  second: 'Zweites Modell',
  lowest: (count) => `Die ${count} mit den niedrigsten Werten. \`rapport replay compare\` vergleicht alle.`,
  movers: 'Wer sich am meisten bewegen würde',
  changed: (changed, all) => `${changed} von ${all} wären in einem anderen Band.`,
  shift: 'Unterschied',
  picture: (a, b, count) =>
    `${count} Beziehungen: ${a} nach rechts, ${b} nach oben. Die Tabelle darunter hat die größten Unterschiede.`,
};
