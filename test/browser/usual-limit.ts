import { usualLimit } from '../kit/each-file.js';

// A page in a browser takes longer than most, and longer still on a machine with other work. The limit is for what never ends.
usualLimit.ms = 240_000;
