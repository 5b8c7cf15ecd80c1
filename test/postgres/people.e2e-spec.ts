import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();
await import('../e2e/people.e2e-spec.js');
