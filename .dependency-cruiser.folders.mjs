// No two folders import each other, directly or in a circle. Specs are left out: they may use whatever they need to set up a case.
import floors from './.dependency-cruiser.mjs';

export default {
  forbidden: [
    {
      name: 'no-two-folders-import-each-other',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(apps|libs)/' },
      to: { circular: true },
    },
  ],
  options: { ...floors.options, exclude: { path: '\\.spec\\.ts$|^test/' } },
};
