import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();
await import('../e2e/reading.e2e-spec.js');
