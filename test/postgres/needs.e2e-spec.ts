import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();
await import('../e2e/needs.e2e-spec.js');
