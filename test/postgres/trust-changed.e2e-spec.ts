import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();
await import('../e2e/trust-changed.e2e-spec.js');
