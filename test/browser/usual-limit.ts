import { usualLimit } from '../kit/each-file.js';

// A page in a browser takes longer than most.
usualLimit.ms = 60_000;
