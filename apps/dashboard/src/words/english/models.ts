export const models = {
  nav: 'Models',
  heading: 'Two models side by side',
  about: 'For analysts: how relationships would score under another model. Nothing changes by looking.',
  first: 'First model',
  second: 'Second model',
  lowest: (count: string) => `The ${count} with the lowest scores. \`rapport replay compare\` compares all of them.`,
  movers: 'Who would move most',
  changed: (changed: string, all: string) => `${changed} of ${all} would be in another band.`,
  shift: 'Shift',
  picture: (a: string, b: string, count: string) =>
    `${count} relationships: ${a} to the right, ${b} upwards. The table below has those that differ most.`,
};
