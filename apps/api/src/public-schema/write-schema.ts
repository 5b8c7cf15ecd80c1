import { writeFileSync } from 'node:fs';
import { publicSchema } from './public-schema.js';

// Run after a build: writes the committed schema anew. A test fails while the two differ.
writeFileSync('apps/api/schema.gql', await publicSchema());
