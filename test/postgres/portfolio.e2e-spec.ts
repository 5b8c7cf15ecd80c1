import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();
await import('../e2e/portfolio.e2e-spec.js');
