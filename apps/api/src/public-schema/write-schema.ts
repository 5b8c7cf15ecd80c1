import { writeFileSync } from 'node:fs';
import { publicSchema } from './public-schema.js';

// Runs after a build: rewrites the committed schema. A test fails while the two differ.
writeFileSync('apps/api/schema.gql', await publicSchema());
