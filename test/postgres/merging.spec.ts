import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();
await import('../projection/merging.spec.js');
